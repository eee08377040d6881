package dev.agentmesh.topics.message;

import org.jspecify.annotations.Nullable;

/** Reads JSON strings whose bytes are well-formed UTF-8 and whose escapes pair their surrogates. */
final class JsonString {
    private final JsonCursor in;

    JsonString(JsonCursor in) {
        this.in = in;
    }

    /** The string that starts here, escapes resolved: two spellings of one key are one key. */
    String read() {
        StringBuilder text = new StringBuilder();
        scan(text);
        return text.toString();
    }

    void skip() {
        scan(null);
    }

    private void scan(@Nullable StringBuilder text) {
        in.expect('"');
        while (true) {
            int start = in.position();
            int c = in.next();
            if (c == '"') {
                return;
            }
            int codePoint;
            if (c == '\\') {
                codePoint = escape(start);
            } else if (c < ' ') {
                throw in.refusedAt(
                        start, c == JsonCursor.END ? "a string is not closed" : "a control character must be escaped");
            } else {
                codePoint = c < 0x80 ? c : utf8(start, c);
            }
            if (text != null) {
                text.appendCodePoint(codePoint);
            }
        }
    }

    private int escape(int start) {
        return switch (in.next()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> escapedCodePoint(start);
            default -> throw in.refusedAt(start, "unknown escape");
        };
    }

    private int escapedCodePoint(int start) {
        char first = hex4(start);
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (Character.isHighSurrogate(first) && in.next() == '\\' && in.next() == 'u') {
            char second = hex4(start);
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        throw in.refusedAt(start, "a surrogate stands alone");
    }

    private char hex4(int start) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = in.next();
            int digit = c < 0 ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw in.refusedAt(start, "\\u needs four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Overlong forms, encoded surrogates and what lies past U+10FFFF are refused: they smuggle characters past filters. */
    private int utf8(int start, int lead) {
        int following;
        int codePoint;
        int smallest;
        if (lead >= 0xc2 && lead <= 0xdf) {
            following = 1;
            codePoint = lead & 0x1f;
            smallest = 0x80;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            following = 2;
            codePoint = lead & 0x0f;
            smallest = 0x800;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            following = 3;
            codePoint = lead & 0x07;
            smallest = 0x10000;
        } else {
            throw in.refusedAt(start, "the bytes are not UTF-8");
        }
        for (int i = 0; i < following; i++) {
            int c = in.next();
            if (c < 0x80 || c > 0xbf) {
                throw in.refusedAt(start, "the bytes are not UTF-8");
            }
            codePoint = codePoint << 6 | c & 0x3f;
        }
        if (codePoint < smallest
                || codePoint > Character.MAX_CODE_POINT
                || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw in.refusedAt(start, "the bytes are not UTF-8");
        }
        return codePoint;
    }
}
