package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.summary.Shortfalls;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command does after it has started a run: leave, wait, or watch. */
public final class Attendance {
    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Shows the events as they happen, until the run has ended.")
    private boolean follow;

    /** @throws CliException when the format is one that cannot be streamed */
    public void check(Format format) {
        if (follow && format == Format.JSON) {
            throw CliException.usage("a stream is no single JSON document; -f can print table, jsonl", "-f -o jsonl");
        }
    }

    /** Returns when the run has completed, or at once when nobody wants to wait; throws for a run that ended otherwise. */
    public void attend(Cli cli, RunGateway runs, Starter.Started started, Format format) {
        Screen screen = cli.screen();
        if (!waiting.isWait() && !follow) {
            left(screen, started, format);
            return;
        }
        screen.note("run " + started.runId() + " started: " + started.event().title());
        var lines = new EventLines(screen, format);
        var notices = new Notices(screen);
        var shortfalls = new Shortfalls();
        var watch = new Watch<Event.RunEvent>(waiting.patience(), record -> {
            if (follow) {
                lines.print(record);
            } else {
                notices.about(record);
            }
            if (record instanceof LogRecord.LogEntry entry) {
                shortfalls.accept(entry.logged());
            }
            return Watch.end(record);
        });
        try (var saying = new Interruption(screen, started.runId())) {
            runs.read(started.runId(), started.log(), watch);
        }
        Event.RunEvent end = watch.found().orElseThrow(() -> Ending.late(started.runId()));
        if (!follow || !(end instanceof Event.RunCompleted)) {
            new Ending(screen, follow ? Format.TABLE : format).show(started.runId(), end, shortfalls.all());
        }
    }

    /** The id alone, for scripts to keep. */
    private static void left(Screen screen, Starter.Started started, Format format) {
        if (format == Format.TABLE) {
            screen.text(started.runId());
            return;
        }
        var document = Json.document()
                .put("id", started.runId())
                .put("title", started.event().title())
                .put("workflow", started.event().workflow().name())
                .put("version", started.event().workflow().version())
                .put("status", "RUNNING");
        if (format == Format.JSON) {
            screen.document(document);
        } else {
            screen.line(document);
        }
    }
}
