package dev.agentmesh.language.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values to compact JSON, keys in the order they were put, never more than a payload may hold. */
final class JsonWriter {
    /** Bytes of one payload. */
    static final int MAX_BYTES = 262_144;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final Meter meter;
    private int depth;

    JsonWriter(Meter meter) {
        this.meter = meter;
    }

    static byte[] write(Object value, Meter meter) throws Fault {
        var writer = new JsonWriter(meter);
        writer.value(value);
        return writer.bytes();
    }

    byte[] bytes() throws Fault {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    void raw(String json) throws Fault {
        out.append(json);
        checkSize();
    }

    void value(Object value) throws Fault {
        meter.charge(1);
        checkSize();
        switch (value) {
            case String text -> text(text);
            case Long number -> out.append(number.longValue());
            case Double number -> out.append(finite(number));
            case Boolean bool -> out.append(bool.booleanValue());
            case JsonNull _ -> out.append("null");
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case BigInteger number -> out.append(number);
            case BigDecimal number -> out.append(number);
            case StepObject step -> map(step.whole());
            case Instant instant -> text(instant.toString());
            case Duration duration -> text(Conversions.seconds(duration));
            default -> throw new Fault(ExpressionCodes.RESULT_TYPE, Types.name(value) + " cannot be written as JSON");
        }
    }

    private static double finite(double number) throws Fault {
        if (!Double.isFinite(number)) {
            throw new Fault(ExpressionCodes.ARITHMETIC, number + " is not a number that JSON can hold");
        }
        return number;
    }

    void open(char bracket) throws Fault {
        if (++depth > JsonReader.MAX_DEPTH) {
            throw new Fault(
                    ExpressionCodes.RESULT_SIZE,
                    "its result is nested deeper than " + JsonReader.MAX_DEPTH + " levels");
        }
        out.append(bracket);
    }

    void close(char bracket) {
        depth--;
        out.append(bracket);
    }

    private void list(List<?> list) throws Fault {
        open('[');
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(',');
            }
            first = false;
            value(item);
        }
        close(']');
    }

    private void map(Map<?, ?> map) throws Fault {
        open('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            if (!(entry.getKey() instanceof String key)) {
                throw new Fault(
                        ExpressionCodes.RESULT_TYPE,
                        "a map with the key " + Types.excerpt(entry.getKey())
                                + " cannot be written as JSON: keys must be strings");
            }
            text(key);
            out.append(':');
            value(entry.getValue());
        }
        close('}');
    }

    /** Escapes what RFC 8259 demands, and a lone surrogate, which UTF-8 has no bytes for. */
    void text(String text) throws Fault {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(text, i, c);
            }
        }
        out.append('"');
        checkSize();
    }

    private void character(String text, int index, char c) {
        if (c < 0x20 || isLone(text, index, c)) {
            out.append("\\u")
                    .append(HEX.charAt(c >> 12))
                    .append(HEX.charAt(c >> 8 & 15))
                    .append(HEX.charAt(c >> 4 & 15))
                    .append(HEX.charAt(c & 15));
        } else {
            out.append(c);
        }
    }

    private static boolean isLone(String text, int index, char c) {
        if (Character.isHighSurrogate(c)) {
            return index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private void checkSize() throws Fault {
        if (out.length() > MAX_BYTES) {
            throw tooLarge();
        }
    }

    private static Fault tooLarge() {
        return new Fault(ExpressionCodes.RESULT_SIZE, "its result is larger than " + MAX_BYTES + " bytes");
    }
}
