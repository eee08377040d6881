package dev.agentmesh.language.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code int()}, {@code double()}, {@code string()}, {@code bool()}, {@code timestamp()}, {@code duration()}. */
final class Conversions {
    private static final int LONGEST_NUMBER = 64;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,4})?");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d)");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Conversions() {}

    static Object toInt(Object value) throws Fault {
        return switch (value) {
            case Long number -> number;
            case Double number -> truncated(number);
            case BigDecimal number -> truncated(number.doubleValue());
            case BigInteger number -> throw outOfRange(number, "int");
            case String text -> parseInt(text);
            case Instant instant -> instant.getEpochSecond();
            default -> throw unfit("int", value);
        };
    }

    private static Long truncated(double number) throws Fault {
        if (!(number > -0x1p63 && number < 0x1p63)) {
            throw outOfRange(number, "int");
        }
        return (long) number;
    }

    private static Long parseInt(String text) throws Fault {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw unfit("int", text);
        }
    }

    static Object toDouble(Object value) throws Fault {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text
            when text.length() <= LONGEST_NUMBER && DECIMAL.matcher(text).matches() -> Double.parseDouble(text);
            default -> throw unfit("double", value);
        };
    }

    static Object toText(Object value) throws Fault {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            case Instant instant -> instant.toString();
            case Duration duration -> seconds(duration);
            default -> throw unfit("string", value);
        };
    }

    static Object toBool(Object value) throws Fault {
        return switch (value) {
            case Boolean bool -> bool;
            case String text when text.equals("true") -> true;
            case String text when text.equals("false") -> false;
            default -> throw unfit("bool", value);
        };
    }

    static Object toTimestamp(Object value) throws Fault {
        try {
            return switch (value) {
                case Instant instant -> instant;
                case Long seconds -> Instant.ofEpochSecond(seconds);
                case String text
                when text.length() <= LONGEST_NUMBER ->
                    OffsetDateTime.parse(text).toInstant();
                default -> throw unfit("timestamp", value);
            };
        } catch (DateTimeException _) {
            throw new Fault(
                    ExpressionCodes.ARGUMENT,
                    "timestamp() takes a text like \"2026-11-21T10:00:00Z\" but found " + Types.described(value));
        }
    }

    /** CEL's years 1 to 9999. */
    static Instant inRange(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new DateTimeException("Expected a time of the years 1 to 9999 but found " + instant);
        }
        return instant;
    }

    static Object toDuration(Object value) throws Fault {
        if (value instanceof Duration duration) {
            return duration;
        }
        if (value instanceof String text && text.length() <= LONGEST_NUMBER) {
            return parseDuration(text);
        }
        throw unfit("duration", value);
    }

    private static Duration parseDuration(String text) throws Fault {
        boolean negative = text.startsWith("-");
        int position = negative ? 1 : 0;
        Matcher part = DURATION_PART.matcher(text);
        Duration sum = Duration.ZERO;
        while (position < text.length()) {
            if (!part.find(position) || part.start() != position) {
                throw new Fault(
                        ExpressionCodes.ARGUMENT,
                        "duration() takes a text like \"1h30m\" or \"500ms\" but found " + Types.described(text));
            }
            sum = sum.plus(nanos(new BigDecimal(part.group(1)), part.group(2)));
            position = part.end();
        }
        return negative ? sum.negated() : sum;
    }

    private static Duration nanos(BigDecimal amount, String unit) {
        BigDecimal nanos = switch (unit) {
            case "ns" -> amount;
            case "us" -> amount.movePointRight(3);
            case "ms" -> amount.movePointRight(6);
            case "s" -> amount.multiply(NANOS);
            case "m" -> amount.multiply(NANOS).multiply(BigDecimal.valueOf(60));
            case "h" -> amount.multiply(NANOS).multiply(BigDecimal.valueOf(3_600));
            default -> amount.multiply(NANOS).multiply(BigDecimal.valueOf(86_400));
        };
        BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(NANOS.toBigInteger());
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    /** A duration as its seconds, the form of Protocol Buffers' JSON: {@code 90s}, {@code 0.5s}. */
    static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    private static Fault unfit(String target, Object value) {
        return new Fault(ExpressionCodes.ARGUMENT, target + "() cannot take " + Types.described(value));
    }

    private static Fault outOfRange(Object value, String target) {
        return new Fault(ExpressionCodes.ARITHMETIC, value + " leaves the range of " + target);
    }
}
