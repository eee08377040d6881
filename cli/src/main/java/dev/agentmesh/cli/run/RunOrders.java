package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
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

/** Tells runs what a person wants of them, and says of each what became of it. */
final class RunOrders {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);

    private final Cli cli;
    private final Order order;

    RunOrders(Cli cli, Order order) {
        this.cli = cli;
        this.order = order;
    }

    /** What is wanted of a run. */
    interface Order {
        /** {@code cancel}. */
        String verb();

        /** {@code canceled}, which is also the key in JSON. */
        String done();

        CommandMessage.Body command(String by);

        /** Whether an event of the run is what was wanted. */
        boolean isDone(Event.RunEvent event);
    }

    /** @param refusal why it was not done; empty when it was */
    private record Outcome(String id, Optional<String> refusal) {}

    /** @param confirmation asked when there are several, or a rule says which */
    void give(MeshGateway mesh, RunChoice choice, Confirmation confirmation, Format format) {
        List<String> ids = choice.ids(mesh.runs(), cli.shell().clock().instant());
        if (ids.isEmpty()) {
            cli.screen().note("no runs to " + order.verb());
        }
        boolean asks = ids.size() > 1 || choice.isByRule() || confirmation.isDryRun();
        String preview = "would " + order.verb() + " " + String.join(", ", ids);
        if (!ids.isEmpty() && (!asks || confirmation.isGiven(cli.shell(), preview))) {
            show(format, ids.stream().map(id -> give(mesh.runs(), id)).toList());
        }
    }

    private Outcome give(RunGateway runs, String id) {
        Span log = runs.fromNow(id);
        Optional<Event.RunEvent> end = runs.log(id).stream()
                .flatMap(record -> Watch.end(record).stream())
                .reduce((_, last) -> last);
        if (end.isPresent()) {
            return new Outcome(id, order.isDone(end.get()) ? Optional.empty() : Optional.of("it has ended already"));
        }
        CommandMessage.Body command = order.command(cli.user());
        runs.send(new CommandMessage(MessageHeader.of(id, cli.shell().clock().instant(), "cli"), command));
        String name = command.getClass().getSimpleName();
        var watch = new Watch<>(ACCEPTANCE, record -> answer(name, record));
        runs.read(id, log, watch);
        return new Outcome(id, watch.found().orElse(Optional.of("the orchestrator has not answered yet")));
    }

    private Optional<Optional<String>> answer(String command, LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)
                || !(entry.logged().event() instanceof Event.RunEvent event)) {
            return Optional.empty();
        }
        if (order.isDone(event)) {
            return Optional.of(Optional.empty());
        }
        return switch (event) {
            case Event.CommandRejected rejected
            when rejected.command().equals(command) ->
                Optional.of(Optional.of(
                        rejected.failure().message() + " (" + rejected.failure().code() + ")"));
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _, Event.RunRejected _ ->
                Optional.of(Optional.of("it ended by itself"));
            case Event.CommandRejected _,
                    Event.RunStarted _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> Optional.empty();
        };
    }

    private void show(Format format, List<Outcome> outcomes) {
        var table = new Table("RUN", "RESULT");
        List<ObjectNode> items = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String result = outcome.refusal()
                    .map(why -> "not " + order.done() + ": " + why)
                    .orElse(order.done());
            table.row(outcome.id(), result);
            items.add(Json.object()
                    .put("id", outcome.id())
                    .put(order.done(), outcome.refusal().isEmpty())
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
                    refused.size() + " of " + outcomes.size() + " runs were not " + order.done(),
                    refused.getFirst().id() + ": "
                            + refused.getFirst().refusal().orElse(""),
                    "mesh run get " + refused.getFirst().id());
        }
    }
}
