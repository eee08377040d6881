package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Ends runs; what their agents are doing is told to stop.")
final class RunCancel implements Callable<Integer> {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);

    private final Cli cli;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Ids, or enough of their beginnings.")
    private List<String> given = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the log.")
    private String reason = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunCancel(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        List<Outcome> outcomes = new ArrayList<>();
        try (var mesh = cli.open(connection)) {
            RunFinder finder = new RunFinder(mesh.runs());
            List<String> ids =
                    given.stream().map(run -> finder.find(run).id()).distinct().toList();
            boolean asks = ids.size() > 1 || confirmation.isDryRun();
            if (asks && !confirmation.isGiven(cli.shell(), "would cancel " + String.join(", ", ids))) {
                return ExitCode.OK.number();
            }
            ids.forEach(id -> outcomes.add(cancel(mesh.runs(), id)));
        }
        show(format, outcomes);
        return ExitCode.OK.number();
    }

    /** @param refusal why it was not canceled; empty when it was */
    private record Outcome(String id, Optional<String> refusal) {}

    private Outcome cancel(RunGateway runs, String id) {
        Span log = runs.fromNow(id);
        Optional<Event.RunEvent> end = runs.log(id).stream()
                .flatMap(record -> Watch.end(record).stream())
                .reduce((_, last) -> last);
        if (end.isPresent()) {
            boolean already = end.get() instanceof Event.RunCanceled;
            return new Outcome(id, already ? Optional.empty() : Optional.of("it has ended already"));
        }
        runs.send(new CommandMessage(
                MessageHeader.of(id, cli.shell().clock().instant(), "cli"),
                new CommandMessage.CancelRun(reason, cli.user())));
        var watch = new Watch<>(ACCEPTANCE, RunCancel::answer);
        runs.read(id, log, watch);
        return new Outcome(id, watch.found().orElse(Optional.of("the orchestrator has not answered yet")));
    }

    private static Optional<Optional<String>> answer(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)
                || !(entry.logged().event() instanceof Event.RunEvent event)) {
            return Optional.empty();
        }
        return switch (event) {
            case Event.RunCanceled _ -> Optional.of(Optional.empty());
            case Event.CommandRejected rejected ->
                Optional.of(Optional.of(rejected.failure().message()));
            case Event.RunCompleted _, Event.RunFailed _, Event.RunRejected _ ->
                Optional.of(Optional.of("it ended by itself"));
            case Event.RunStarted _, Event.TurnsPutOff _, Event.TurnsTakenUp _, Event.RunPaused _, Event.RunResumed _, Event.TurnHeld _ -> Optional.empty();
        };
    }

    private void show(Format format, List<Outcome> outcomes) {
        var table = new Table("RUN", "RESULT");
        List<ObjectNode> items = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String result = outcome.refusal().map(why -> "not canceled: " + why).orElse("canceled");
            table.row(outcome.id(), result);
            items.add(Json.object()
                    .put("id", outcome.id())
                    .put("canceled", outcome.refusal().isEmpty())
                    .put("reason", outcome.refusal().orElse(null)));
        }
        cli.screen().list(format, "runs", items, table);
        List<Outcome> refused = outcomes.stream()
                .filter(outcome -> outcome.refusal().isPresent())
                .toList();
        if (!refused.isEmpty()) {
            throw CliException.of(
                    outcomes.size() == 1 ? ExitCode.CONFLICT : ExitCode.PARTLY,
                    CliErrors.PARTLY_DONE,
                    refused.size() + " of " + outcomes.size() + " runs were not canceled",
                    refused.getFirst().id() + ": "
                            + refused.getFirst().refusal().orElse(""),
                    "mesh run get " + refused.getFirst().id());
        }
    }
}
