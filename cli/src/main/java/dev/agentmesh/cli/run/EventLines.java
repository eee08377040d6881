package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.text.EventJson;
import dev.agentmesh.eventlog.text.EventText;
import java.time.Instant;

/** Events of a run, each on a line as it comes. */
public final class EventLines {
    private final Screen screen;
    private final Format format;

    public EventLines(Screen screen, Format format) {
        this.screen = screen;
        this.format = format;
    }

    public void print(LogRecord record) {
        switch (format) {
            case TABLE -> screen.text(text(record));
            case JSON, JSONL -> screen.line(EventJson.of(record));
        }
    }

    /** Number, time, words. */
    public static String text(LogRecord record) {
        return switch (record) {
            case LogRecord.LogEntry entry ->
                line(Long.toString(entry.logged().seq()), entry.logged().at(), record);
            case LogRecord.Unreadable bad -> line("?", bad.timestamp(), record);
        };
    }

    private static String line(String seq, Instant at, LogRecord record) {
        return String.format("%4s  %s  %s", seq, at, EventText.of(record));
    }
}
