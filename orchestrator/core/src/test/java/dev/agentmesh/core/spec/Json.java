package dev.agentmesh.core.spec;

import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Just enough JSON for the expressions of specs. */
sealed interface Json {
    record Text(String value) implements Json {}

    record Number(BigDecimal value) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    record Array(List<Json> items) implements Json {}

    record Object(SequencedMap<String, Json> fields) implements Json {}

    default String write() {
        return switch (this) {
            case Text(String value) -> JsonText.quote(value);
            case Number(BigDecimal value) -> value.toPlainString();
            case Bool(boolean value) -> Boolean.toString(value);
            case Null() -> "null";
            case Array(List<Json> items) -> items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case Object(SequencedMap<String, Json> fields) ->
                fields.entrySet().stream()
                        .map(field -> JsonText.quote(field.getKey()) + ":"
                                + field.getValue().write())
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    static Json parse(Payload payload) {
        return parse(payload.text());
    }

    static Json parse(String text) {
        Reader reader = new Reader(text);
        Json value = reader.value();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("Expected one JSON value but found more in " + text);
        }
        return value;
    }

    /** A reader of trusted text without white space between tokens other than blanks. */
    final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Json value() {
            blanks();
            Json value = switch (text.charAt(at)) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> new Text(string());
                default -> word();
            };
            blanks();
            return value;
        }

        private Json object() {
            var fields = new LinkedHashMap<String, Json>();
            at++;
            blanks();
            while (text.charAt(at) != '}') {
                blanks();
                String name = string();
                blanks();
                at++;
                fields.put(name, value());
                skipComma();
            }
            at++;
            return new Object(fields);
        }

        private Json array() {
            var items = new ArrayList<Json>();
            at++;
            blanks();
            while (text.charAt(at) != ']') {
                items.add(value());
                skipComma();
            }
            at++;
            return new Array(items);
        }

        private String string() {
            int from = at++;
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return JsonText.plain(Payload.json(text.substring(from, ++at)));
        }

        private Json word() {
            int from = at;
            while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            return switch (word) {
                case "true" -> new Bool(true);
                case "false" -> new Bool(false);
                case "null" -> new Null();
                default -> new Number(new BigDecimal(word));
            };
        }

        private void skipComma() {
            if (text.charAt(at) == ',') {
                at++;
            }
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
    }
}
