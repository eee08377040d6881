package dev.agentmesh.topics.message;

import java.util.HashSet;
import java.util.Set;

/**
 * Says whether bytes are one JSON value that every parser reads alike (RFC 8259 and I-JSON, RFC 7493): UTF-8 without a byte order
 * mark, no key twice in an object, no lone surrogate, no NaN, comment or trailing comma, nesting at most {@value #MAX_DEPTH}.
 *
 * <p>Parsers differ in just these points, and where two readers of one payload see two values, one of them can be deceived.
 */
public final class StrictJson {
    public static final int MAX_DEPTH = 64;
    /** In one object. */
    public static final int MAX_KEYS = 10_000;
    /** In characters; longer numbers cost quadratic time in readers that build big decimals. */
    public static final int LONGEST_NUMBER = 1_000;

    private final JsonCursor in;
    private final JsonString strings;
    private int depth;

    private StrictJson(JsonCursor in) {
        this.in = in;
        this.strings = new JsonString(in);
    }

    /**
     * Returns if the bytes are one strict JSON value; blanks around it are allowed.
     *
     * @throws InvalidPayload otherwise, naming the byte position
     */
    public static void check(byte[] bytes) {
        new StrictJson(new JsonCursor(bytes)).document();
    }

    private void document() {
        in.refuseByteOrderMark();
        in.skipBlanks();
        value();
        in.skipBlanks();
        if (in.peek() != JsonCursor.END) {
            throw in.refused("something follows the JSON value");
        }
    }

    private void value() {
        switch (in.peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> strings.skip();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw in.refused("expected a JSON value");
        }
    }

    private void object() {
        enter();
        Set<String> keys = new HashSet<>();
        if (!emptyUntil('}')) {
            do {
                in.skipBlanks();
                int start = in.position();
                if (in.peek() != '"') {
                    throw in.refused("expected a key in double quotes");
                }
                if (!keys.add(strings.read())) {
                    throw in.refusedAt(start, "a key appears twice in one object");
                }
                if (keys.size() > MAX_KEYS) {
                    throw in.refused("an object has more than " + MAX_KEYS + " keys");
                }
                in.skipBlanks();
                in.expect(':');
                in.skipBlanks();
                value();
                in.skipBlanks();
            } while (more('}'));
        }
        depth--;
    }

    private void array() {
        enter();
        if (!emptyUntil(']')) {
            do {
                in.skipBlanks();
                value();
                in.skipBlanks();
            } while (more(']'));
        }
        depth--;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw in.refused("nesting is deeper than " + MAX_DEPTH);
        }
        in.advance();
    }

    private boolean emptyUntil(char end) {
        in.skipBlanks();
        if (in.peek() == end) {
            in.advance();
            return true;
        }
        return false;
    }

    private boolean more(char end) {
        if (in.peek() == ',') {
            in.advance();
            return true;
        }
        in.expect(end);
        return false;
    }

    private void number() {
        int start = in.position();
        if (in.peek() == '-') {
            in.advance();
        }
        if (in.peek() == '0') {
            in.advance();
        } else {
            digits();
        }
        if (in.peek() == '.') {
            in.advance();
            digits();
        }
        if (in.peek() == 'e' || in.peek() == 'E') {
            in.advance();
            if (in.peek() == '+' || in.peek() == '-') {
                in.advance();
            }
            digits();
        }
        if (in.position() - start > LONGEST_NUMBER) {
            throw in.refused("a number has more than " + LONGEST_NUMBER + " characters");
        }
    }

    private void digits() {
        int start = in.position();
        while (in.peek() >= '0' && in.peek() <= '9') {
            in.advance();
        }
        if (in.position() == start) {
            throw in.refused("expected a digit");
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            in.expect(word.charAt(i));
        }
    }
}
