package dev.agentmesh.core.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one JSON document; never fails otherwise than by finding none. */
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int MOST_DIGITS = 400;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,4})?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Optional<Json> read(String text) {
        JsonReader reader = new JsonReader(text);
        try {
            Json value = reader.value(0);
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NoJson _) {
            return Optional.empty();
        }
    }

    private static final class NoJson extends Exception {
        private static final long serialVersionUID = 1L;

        NoJson() {
            super(null, null, false, false);
        }
    }

    private Json value(int depth) throws NoJson {
        blanks();
        Json value = switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> new Json.Text(string());
            default -> word();
        };
        blanks();
        return value;
    }

    private Json object(int depth) throws NoJson {
        var fields = new LinkedHashMap<String, Json>();
        enter(depth);
        if (!skip('}')) {
            do {
                blanks();
                String name = string();
                blanks();
                expect(':');
                fields.put(name, value(depth));
            } while (skip(','));
            expect('}');
        }
        return new Json.Object(fields);
    }

    private Json array(int depth) throws NoJson {
        var items = new ArrayList<Json>();
        enter(depth);
        if (!skip(']')) {
            do {
                items.add(value(depth));
            } while (skip(','));
            expect(']');
        }
        return new Json.Array(items);
    }

    private void enter(int depth) throws NoJson {
        if (depth > DEEPEST) {
            throw new NoJson();
        }
        at++;
        blanks();
    }

    private String string() throws NoJson {
        int from = at;
        expect('"');
        while (peek() != '"') {
            if (text.charAt(at) < 0x20) {
                throw new NoJson();
            }
            at += text.charAt(at) == '\\' ? escape() : 1;
        }
        return JsonText.plain(text.substring(from, ++at));
    }

    /** How long the escape is that begins here. */
    private int escape() throws NoJson {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (kind == 'u'
                && at + 6 <= text.length()
                && text.substring(at + 2, at + 6).matches("[0-9a-fA-F]{4}")) {
            return 6;
        }
        if ("\"\\/bfnrt".indexOf(kind) < 0) {
            throw new NoJson();
        }
        return 2;
    }

    private Json word() throws NoJson {
        int from = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> new Json.Bool(true);
            case "false" -> new Json.Bool(false);
            case "null" -> new Json.Null();
            default -> number(word);
        };
    }

    /** A number with a huge exponent is a few characters here and gigabytes once it is calculated with. */
    private static Json number(String word) throws NoJson {
        if (word.length() > MOST_DIGITS || !NUMBER.matcher(word).matches()) {
            throw new NoJson();
        }
        BigDecimal number = new BigDecimal(word);
        if (Math.abs(number.scale()) > MOST_DIGITS) {
            throw new NoJson();
        }
        return new Json.Number(number);
    }

    private char peek() throws NoJson {
        if (at >= text.length()) {
            throw new NoJson();
        }
        return text.charAt(at);
    }

    private boolean skip(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char wanted) throws NoJson {
        if (!skip(wanted)) {
            throw new NoJson();
        }
    }

    private void blanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
