package dev.agentmesh.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.run.EventLines;
import dev.agentmesh.cli.run.RunFinder;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.replay.FoldedRun;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.text.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Plays a run back, event by event, and shows what state the log folds to.")
final class ReplayRun implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Option(names = "--to", paramLabel = "N", description = "Up to event N.")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "With the pauses there were, so many times faster: 1x, 10x. Default: without pauses.")
    private @Nullable String speed;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    ReplayRun(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        Format format = output.format();
        double factor = factor();
        RunFinder.Found found;
        try (var mesh = cli.open(connection)) {
            found = new RunFinder(mesh.runs()).find(given);
        }
        List<LogRecord> shown = found.log().stream()
                .filter(record -> !(record instanceof LogRecord.LogEntry entry)
                        || entry.logged().seq() <= to)
                .toList();
        List<LoggedEvent> events = shown.stream()
                .filter(LogRecord.LogEntry.class::isInstance)
                .map(record -> ((LogRecord.LogEntry) record).logged())
                .toList();
        if (format != Format.JSON) {
            play(new EventLines(cli.screen(), format), shown, factor);
        }
        FoldedRun state = fold(found.id(), events);
        end(format, found.id(), shown, state);
        return ExitCode.OK.number();
    }

    private static FoldedRun fold(String runId, List<LoggedEvent> events) {
        try {
            return Replayer.fold(runId, events);
        } catch (IllegalStateException | ClassCastException broken) {
            throw CliException.of(
                    ExitCode.INVALID,
                    dev.agentmesh.eventlog.error.EventLogErrors.ILLEGAL_HISTORY,
                    "the log of run " + runId + " does not fold: " + broken.getMessage(),
                    dev.agentmesh.eventlog.error.EventLogErrors.ILLEGAL_HISTORY.cause(),
                    "mesh replay verify " + runId);
        }
    }

    private void end(Format format, String runId, List<LogRecord> shown, FoldedRun state) {
        Screen screen = cli.screen();
        String words =
                state.seq() + " events fold to state sha256 " + state.digest().hex();
        switch (format) {
            case TABLE -> screen.text(words);
            case JSONL -> screen.note(words);
            case JSON -> {
                ObjectNode document = Json.document()
                        .put("id", runId)
                        .put("seq", state.seq())
                        .put("stateSha256", state.digest().hex());
                document.putArray("events")
                        .addAll(shown.stream().map(EventJson::of).toList());
                screen.document(document);
            }
        }
    }

    private static void play(EventLines lines, List<LogRecord> records, double factor) throws InterruptedException {
        Instant before = null;
        for (LogRecord record : records) {
            if (record instanceof LogRecord.LogEntry entry) {
                if (before != null && factor > 0) {
                    long pause = Duration.between(before, entry.logged().at()).toMillis();
                    Thread.sleep(Math.max(0, (long) (pause / factor)));
                }
                before = entry.logged().at();
            }
            lines.print(record);
        }
    }

    /** 0 is without pauses. */
    private double factor() {
        if (speed == null) {
            return 0;
        }
        if (!speed.matches("[0-9]{1,6}(\\.[0-9]{1,3})?x?") || speed.matches("[0.]+x?")) {
            throw CliException.usage(
                    "--speed takes a factor such as 1x or 10x", "mesh replay run --speed 10x " + given);
        }
        return Double.parseDouble(speed.replace("x", ""));
    }
}
