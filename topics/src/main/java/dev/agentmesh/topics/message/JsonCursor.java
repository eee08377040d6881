package dev.agentmesh.topics.message;

/** A place in bytes that should be JSON, and the words for what is wrong there. */
final class JsonCursor {
    static final int END = -1;

    private final byte[] bytes;
    private int at;

    JsonCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return at;
    }

    /** The byte here, 0 to 255, or {@link #END}. */
    int peek() {
        return at < bytes.length ? bytes[at] & 0xff : END;
    }

    int next() {
        int here = peek();
        at++;
        return here;
    }

    void advance() {
        at++;
    }

    void expect(char c) {
        if (peek() != c) {
            throw refused("expected '" + c + "'");
        }
        at++;
    }

    void skipBlanks() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    void refuseByteOrderMark() {
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf) {
            throw refused("a byte order mark is not allowed");
        }
    }

    InvalidPayload refused(String what) {
        return refusedAt(at, what);
    }

    InvalidPayload refusedAt(int position, String what) {
        String where =
                position >= bytes.length ? " at the end, after " + bytes.length + " bytes" : " at byte " + position;
        return InvalidPayload.notStrictJson(what + where);
    }
}
