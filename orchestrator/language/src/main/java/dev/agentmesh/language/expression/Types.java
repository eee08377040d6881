package dev.agentmesh.language.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What values are called, in {@code type(x)} and in messages. */
final class Types {
    private static final int EXCERPT = 60;

    /** The value of {@code type(x)} and of a bare type name. */
    record TypeName(String name) {}

    static final List<String> NAMES = List.of(
            "bool",
            "int",
            "double",
            "string",
            "list",
            "map",
            "null_type",
            "type",
            "timestamp",
            "duration",
            "uint",
            "bytes");

    private Types() {}

    static String name(Object value) {
        return switch (value) {
            case Boolean _ -> "bool";
            case Long _, BigInteger _ -> "int";
            case Double _, BigDecimal _ -> "double";
            case String _ -> "string";
            case List<?> _ -> "list";
            case Map<?, ?> _, Selectable _ -> "map";
            case JsonNull _ -> "null_type";
            case TypeName _ -> "type";
            case Instant _ -> "timestamp";
            case Duration _ -> "duration";
            default -> throw new IllegalStateException("Expected a value but found " + value.getClass());
        };
    }

    /** A value for a message: its type and, where short, itself. */
    static String described(Object value) {
        return switch (value) {
            case JsonNull _ -> "null";
            case List<?> list -> "a list of " + list.size();
            case Map<?, ?> map -> Kept.is(map) ? Kept.described(map) : "a map with " + keys(map.keySet());
            case StepObject step -> "a step with " + keys(step.names());
            case Selectable _ -> "steps or vars, of which only a member can be used";
            case String text -> "string " + excerpt(text);
            case TypeName type -> "type " + type.name();
            default -> name(value) + " " + excerpt(value);
        };
    }

    static String excerpt(Object value) {
        String text = value.toString();
        String cut = text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "...";
        return value instanceof String ? '"' + cut.replace("\n", "\\n").replace("\r", "\\r") + '"' : cut;
    }

    /** Up to eight keys, for "has: a, b". */
    static String keys(Iterable<?> keys) {
        var text = new StringBuilder();
        int count = 0;
        for (Object key : keys) {
            if (count == 8) {
                return text + ", ...";
            }
            String name = key.toString();
            text.append(count++ == 0 ? "" : ", ")
                    .append(name.length() <= EXCERPT ? name : name.substring(0, EXCERPT) + "...");
        }
        return count == 0 ? "no keys" : text.toString();
    }
}
