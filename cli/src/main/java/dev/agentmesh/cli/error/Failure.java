package dev.agentmesh.cli.error;

import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;

/**
 * A failure ready to be shown: one sentence of fact, then cause, fix and where to read on.
 *
 * @param code empty for what ends in silence
 */
public record Failure(ExitCode exit, String code, String what, String cause, String fix) {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    static Failure silent(ExitCode exit) {
        return new Failure(exit, "", "", "", "");
    }

    public void printTo(Shell shell) {
        if (code.isEmpty()) {
            return;
        }
        var text = new StringBuilder();
        text.append(shell.showsColour(Stream.ERR) ? RED + "error" + PLAIN : "error");
        text.append(' ').append(code).append("  ").append(indented(what)).append('\n');
        line(text, "cause", cause);
        line(text, "fix", fix);
        line(text, "docs", "mesh explain " + code);
        shell.err().print(text);
        shell.err().flush();
    }

    private static void line(StringBuilder text, String word, String value) {
        if (!value.isBlank()) {
            text.append("  ")
                    .append(String.format("%-6s", word))
                    .append(' ')
                    .append(indented(value))
                    .append('\n');
        }
    }

    private static String indented(String value) {
        return Printable.lines(value.strip()).replace("\n", "\n         ");
    }
}
