package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.input.InputOption;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "signal",
        description = {
            "Tells a run that something has happened.",
            "A step that waits for it goes on; while none does, the run keeps it."
        })
final class RunSignal implements Callable<Integer> {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);

    private final Cli cli;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The event's name, as the wait step writes it.")
    private String name = "";

    @Option(names = "--correlation", paramLabel = "ID", description = "Ties it to an exchange; it goes into the log.")
    private String correlation = "";

    @Mixin
    private final InputOption input = new InputOption();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunSignal(Cli cli) {
        this.cli = cli;
    }

    /** What became of it. */
    private sealed interface Fate {
        record Taken(String step) implements Fate {}

        record Kept() implements Fate {}

        record Refused(String code, String message) implements Fate {}
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Payload payload = input.payload(cli.shell()).orElseGet(() -> Payload.json("null"));
        String id;
        Fate fate;
        try (var mesh = cli.open(connection)) {
            id = new RunFinder(mesh.runs()).find(given).id();
            fate = send(mesh.runs(), id, payload);
        }
        String said = switch (fate) {
            case Fate.Taken(String step) -> "taken by step " + step;
            case Fate.Kept() -> "kept until a step waits for it";
            case Fate.Refused(String code, String message) -> throw refused(id, code, message);
        };
        if (format == Format.JSON) {
            cli.screen()
                    .document(Json.document()
                            .put("id", id)
                            .put("event", name)
                            .put("kept", fate instanceof Fate.Kept)
                            .put("step", fate instanceof Fate.Taken(String step) ? step : null));
        } else {
            cli.screen().text(id + "  " + name + "  " + said);
        }
        return ExitCode.OK.number();
    }

    private Fate send(RunGateway runs, String id, Payload payload) {
        Span log = runs.fromNow(id);
        runs.send(new CommandMessage(
                MessageHeader.of(id, cli.shell().clock().instant(), "cli"),
                new CommandMessage.SignalRun(new CommandMessage.SignalText(name, payload, correlation, cli.user()))));
        var watch = new Watch<>(ACCEPTANCE, this::fate);
        runs.read(id, log, watch);
        return watch.found()
                .orElseThrow(() -> CliException.of(
                        ExitCode.TIMEOUT,
                        CliErrors.TIMED_OUT,
                        "the orchestrator has not answered within " + ACCEPTANCE.toSeconds() + " s",
                        "no orchestrator runs, or it is far behind; the signal is stored and will be taken up",
                        "mesh run events " + id));
    }

    private Optional<Fate> fate(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)) {
            return Optional.empty();
        }
        return switch (entry.logged().event()) {
            case OutsideEvent.SignalReceived received
            when isOurs(received.signal()) ->
                Optional.of(new Fate.Taken(received.path().text()));
            case OutsideEvent.SignalKept kept when isOurs(kept.signal()) -> Optional.of(new Fate.Kept());
            case Event.CommandRejected rejected
            when rejected.command().equals("SignalRun") ->
                Optional.of(new Fate.Refused(
                        rejected.failure().code(), rejected.failure().message()));
            case Event.RunEvent _, Event.TaskEvent _, Event.StepEvent _, OutsideEvent _ -> Optional.empty();
        };
    }

    private boolean isOurs(Signal signal) {
        return signal.name().equals(name)
                && signal.correlation().equals(correlation)
                && signal.by().equals(cli.user());
    }

    private static CliException refused(String id, String code, String message) {
        return new CliException(
                ExitCode.CONFLICT,
                new ErrorCode(code, message, "the orchestrator refused the signal", "mesh run get " + id),
                message);
    }
}
