package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.text.EventJson;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "events", description = "Shows what happened in a run, event by event.")
final class RunEvents implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the run has ended.")
    private boolean follow;

    @Option(names = "--step", paramLabel = "PATH", description = "Only this step and what is inside it.")
    private @Nullable String step;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type, such as TaskCompleted.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "N", description = "From event N on.")
    private long from = 1;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    RunEvents(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        if (follow && format == Format.JSON) {
            throw CliException.usage(
                    "a stream is no single JSON document; -f can print table, jsonl",
                    "mesh run events -f -o jsonl " + given);
        }
        try (var mesh = cli.open(connection)) {
            RunFinder.Found found = new RunFinder(mesh.runs()).find(given);
            if (follow) {
                follow(mesh.runs(), found.id(), new EventLines(cli.screen(), format));
            } else {
                print(format, found.log().stream().filter(this::isChosen).toList());
            }
        }
        return ExitCode.OK.number();
    }

    /** From the start again: between a look at the log and a second one events could be lost. */
    private void follow(RunGateway runs, String runId, EventLines lines) {
        runs.read(runId, Span.ALL.following(), new Watch<Event.RunEvent>(WaitOptions.NO_LIMIT, record -> {
            if (isChosen(record)) {
                lines.print(record);
            }
            return Watch.end(record);
        }));
    }

    private void print(Format format, List<LogRecord> records) {
        if (format == Format.JSON) {
            cli.screen()
                    .document(Json.listing(
                            "events", records.stream().map(EventJson::of).toList()));
        } else {
            EventLines lines = new EventLines(cli.screen(), format);
            records.forEach(lines::print);
        }
    }

    private boolean isChosen(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)) {
            return true;
        }
        return entry.logged().seq() >= from
                && (type == null
                        || type.equals(EventJson.of(entry.logged()).path("type").asText()))
                && (step == null || isWithin(step, path(entry.logged().event())));
    }

    private static String path(Event event) {
        return switch (event) {
            case Event.TaskEvent task -> task.path().text();
            case Event.StepEvent other -> other.path().text();
            case OutsideEvent outside -> outside.path().text();
            case Event.RunEvent _ -> "";
        };
    }

    private static boolean isWithin(String step, String path) {
        return path.equals(step) || path.startsWith(step + "/") || path.startsWith(step + "[");
    }
}
