package dev.agentmesh.language.format;

import dev.agentmesh.language.problem.Characters;
import dev.agentmesh.language.yaml.PlainScalar;
import java.util.Locale;

/** Single values with the quotes they need and no others. */
final class Quoting {
    private static final String SIGNS = ",[]{}#&*!|>'\"%@`";
    private static final String FLOW_SIGNS = ",[]{}";

    private Quoting() {}

    static String written(Part.Word word, boolean inBrackets) {
        String text = word.text();
        return switch (word.form()) {
            case BARE -> text;
            case TEXT -> isPlain(text, inBrackets) && isText(text) ? text : quoted(text);
            case CODE -> isPlain(text, inBrackets) ? text : quoted(text);
            case QUOTED -> quoted(text);
        };
    }

    private static boolean isText(String text) {
        return PlainScalar.of(text).kind() == PlainScalar.Kind.TEXT;
    }

    /** Whether YAML reads the text as it stands. */
    private static boolean isPlain(String text, boolean inBrackets) {
        if (text.isBlank() || !text.equals(text.strip()) || text.endsWith(":") || text.contains(": ")) {
            return false;
        }
        char first = text.charAt(0);
        boolean sign = "-?:".indexOf(first) >= 0
                && (text.length() == 1
                        || text.charAt(1) == ' '
                        || inBrackets && FLOW_SIGNS.indexOf(text.charAt(1)) >= 0);
        if (sign
                || SIGNS.indexOf(first) >= 0
                || text.contains(" #")
                || text.startsWith("---")
                || text.startsWith("...")) {
            return false;
        }
        return text.codePoints().noneMatch(c -> c == '\n' || c == '\r' || c == '\t' || Characters.isUnprintable(c))
                && !(inBrackets && text.chars().anyMatch(c -> FLOW_SIGNS.indexOf(c) >= 0));
    }

    /** In single quotes where the text has double ones, so that it stays readable. */
    static String quoted(String text) {
        boolean plainCharacters =
                text.codePoints().noneMatch(c -> c == '\n' || c == '\r' || c == '\t' || Characters.isUnprintable(c));
        boolean wantsSingle = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
        if (plainCharacters && wantsSingle && text.indexOf('\'') < 0) {
            return "'" + text + "'";
        }
        var out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Characters.isUnprintable(c)) {
                        String form = c > 0xffff ? "\\U%08x" : "\\u%04x";
                        out.append(String.format(Locale.ROOT, form, c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
