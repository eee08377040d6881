package dev.agentmesh.language.problem;

import java.util.Optional;

/**
 * One mistake in a file.
 *
 * @param message one sentence of fact
 * @param line from 1
 * @param column from 1, in code points
 * @param excerpt the line it stands in, shortened and with unprintable characters escaped
 * @param caret where in the excerpt to point, from 0
 * @param caretLength how many characters to underline, at least 1
 * @param suggestion what was probably meant
 * @param cause why, where that is known
 * @param fix what to do; may have several lines
 */
public record Problem(
        String code,
        String message,
        String file,
        int line,
        int column,
        String excerpt,
        int caret,
        int caretLength,
        Optional<String> suggestion,
        Optional<String> cause,
        String fix) {
    private static final String MARGIN = "           ";

    /** The problem as people read it: fact, where, cause, fix, docs. Ends with a line break. */
    public String render() {
        var text = new StringBuilder();
        text.append("error ").append(code).append("  ").append(message).append('\n');
        text.append("  where  ")
                .append(file)
                .append(':')
                .append(line)
                .append(':')
                .append(column)
                .append('\n');
        if (!excerpt.isEmpty()) {
            text.append(MARGIN).append(excerpt).append('\n');
            text.append(MARGIN).append(" ".repeat(caret)).append("^".repeat(caretLength));
            suggestion.ifPresent(s -> text.append(" did you mean \"").append(s).append("\"?"));
            text.append('\n');
        }
        cause.ifPresent(c -> text.append("  cause  ").append(indented(c)).append('\n'));
        text.append("  fix    ").append(indented(fix)).append('\n');
        return text.append("  docs   mesh explain ").append(code).append('\n').toString();
    }

    private static String indented(String lines) {
        return lines.replace("\n", "\n         ");
    }
}
