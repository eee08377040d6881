package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.Shortfalls;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "result", description = "Prints the output of a run, and nothing else.")
final class RunResult implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunResult(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        try (var mesh = cli.open(connection)) {
            RunFinder.Found found = new RunFinder(mesh.runs()).find(given);
            Optional<Event.RunEvent> end = found.log().stream()
                    .flatMap(record -> Watch.end(record).stream())
                    .reduce((_, last) -> last);
            Event.RunEvent shown = end.isPresent() ? end.get() : await(mesh.runs(), found.id());
            List<LogRecord> log = end.isPresent() ? found.log() : mesh.runs().log(found.id());
            new Ending(cli.screen(), format).show(found.id(), shown, Shortfalls.of(RunFinder.events(log)));
        }
        return ExitCode.OK.number();
    }

    private Event.RunEvent await(RunGateway runs, String runId) {
        if (!waiting.isWait()) {
            throw CliException.of(
                    ExitCode.CONFLICT,
                    CliErrors.STILL_RUNNING,
                    "run " + runId + " has not ended yet",
                    CliErrors.STILL_RUNNING.cause(),
                    "mesh run result --wait " + runId);
        }
        var watch = new Watch<>(waiting.patience(), Watch::end);
        try (var saying = new Interruption(cli.screen(), runId)) {
            runs.read(runId, Span.ALL.following(), watch);
        }
        return watch.found().orElseThrow(() -> Ending.late(runId));
    }
}
