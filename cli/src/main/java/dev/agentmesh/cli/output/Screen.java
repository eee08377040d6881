package dev.agentmesh.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.cli.shell.Shell.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Prints results to where the shell wants them: data to stdout, everything else to stderr. */
public final class Screen {
    private final Shell shell;

    public Screen(Shell shell) {
        this.shell = shell;
    }

    /** A list under its name: as one document, as lines, or as a table. */
    public void list(Format format, String name, List<ObjectNode> items, Table table) {
        switch (format) {
            case TABLE -> table(table);
            case JSON -> document(Json.listing(name, items));
            case JSONL -> items.forEach(this::line);
        }
    }

    public void table(Table table) {
        table.print(shell.out(), shell.isTerminal(Stream.OUT) ? shell.width() : 0);
        shell.out().flush();
    }

    public void document(ObjectNode document) {
        text(Json.pretty(document));
    }

    /** A document of a stream; seen at once by whoever reads on. */
    public void line(ObjectNode item) {
        text(Json.line(item));
    }

    /** Text of ours, on lines of its own. */
    public void text(String text) {
        shell.out().append(text).append('\n');
        shell.out().flush();
    }

    /** Progress, hints, warnings. */
    public void note(String text) {
        shell.err().append(Printable.lines(text)).append('\n');
        shell.err().flush();
    }

    /** How long ago for people, ISO for programs. */
    public String time(Instant at) {
        if (!shell.isTerminal(Stream.OUT)) {
            return at.toString();
        }
        Duration ago = Duration.between(at, shell.clock().instant());
        return ago.isNegative() ? "in " + duration(ago.negated()) : duration(ago) + " ago";
    }

    /** In the one or two units that matter: {@code 340ms}, {@code 12.4s}, {@code 3m 05s}, {@code 2h 10m}, {@code 4d 3h}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return String.format(java.util.Locale.ROOT, "%.1fs", millis / 1_000.0);
        }
        if (duration.toHours() < 1) {
            return String.format("%dm %02ds", duration.toMinutes(), duration.toSecondsPart());
        }
        return duration.toDays() < 1
                ? String.format("%dh %02dm", duration.toHours(), duration.toMinutesPart())
                : String.format("%dd %dh", duration.toDays(), duration.toHoursPart());
    }
}
