package dev.agentmesh.language.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an unquoted scalar means in YAML 1.2's core schema, and whether other readers would take it for something else. */
public record PlainScalar(String text, Kind kind) {
    public enum Kind {
        TEXT("text"),
        NOTHING("nothing"),
        BOOL("true or false"),
        WHOLE("a whole number"),
        FRACTION("a number"),
        /** Text or number, depending on who reads. */
        AMBIGUOUS("a value that YAML readers disagree on"),
        /** Text here, a date elsewhere. */
        DATE("a date");

        private final String described;

        Kind(String described) {
            this.described = described;
        }

        public String described() {
            return described;
        }
    }

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> OLD_BOOLS = Set.of("yes", "no", "on", "off");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?");
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "[-+]?0[0-9]+(?:\\.[0-9]*)?|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+|[-+]?[0-9][0-9_]*_[0-9_]*(?:\\.[0-9_]*)?"
                    + "|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9]*)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*[0-9Zz])?");

    public static PlainScalar of(String text) {
        return new PlainScalar(text, kindOf(text));
    }

    private static Kind kindOf(String text) {
        if (NOTHING.contains(text)) {
            return Kind.NOTHING;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return Kind.BOOL;
        }
        if (text.length() > 64) {
            return Kind.TEXT;
        }
        if (OLD_BOOLS.contains(lower(text)) || AMBIGUOUS.matcher(text).matches()) {
            return Kind.AMBIGUOUS;
        }
        if (WHOLE.matcher(text).matches()) {
            return Kind.WHOLE;
        }
        if (FRACTION.matcher(text).matches()) {
            return Kind.FRACTION;
        }
        return DATE.matcher(text).matches() ? Kind.DATE : Kind.TEXT;
    }

    /** As YAML 1.1 has it: all small, all capital, or with a capital first. */
    private static String lower(String text) {
        String small = text.toLowerCase(java.util.Locale.ROOT);
        String capital = Character.toUpperCase(small.charAt(0)) + small.substring(1);
        return text.equals(small) || text.equals(capital) || text.equals(text.toUpperCase(java.util.Locale.ROOT))
                ? small
                : text;
    }

    /** The value as JSON, where the scalar is no text. */
    public Optional<String> json() {
        return switch (kind) {
            case NOTHING -> Optional.of("null");
            case BOOL -> Optional.of(TRUE.contains(text) ? "true" : "false");
            case WHOLE, FRACTION -> Optional.of(new BigDecimal(text).toString());
            case TEXT, DATE, AMBIGUOUS -> Optional.empty();
        };
    }
}
