package dev.agentmesh.bench.micro;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.expression.CelExpressions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A run from start to end, decided in memory: the core and the expressions, nothing else. */
final class WholeRun {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final Decider decider = new Decider(new CelExpressions());
    private final Outline outline;
    private final Payload value = Payload.of("\"x\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    WholeRun(String source) {
        outline = new Outline(parsed(source));
    }

    static dev.agentmesh.core.definition.Workflow parsed(String source) {
        return switch (new WorkflowParser().parse(source, "bench.yaml")) {
            case ParsedWorkflow.Valid(var workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new IllegalStateException(invalid.render());
        };
    }

    /** Every event of the run, in order. */
    List<Event> events() {
        MemoryRun run = new MemoryRun();
        List<Event> events = new ArrayList<>();
        Optional<StepPath> waiting = take(
                run,
                events,
                decider.decide(
                        outline, run, new Command.StartRun(AT, value, Optional.empty(), Optional.empty(), "bench")));
        while (waiting.isPresent()) {
            waiting = take(
                    run,
                    events,
                    decider.decide(
                            outline,
                            run,
                            new Command.ReportCompleted(
                                    AT, waiting.get(), 1, value, List.of(), "noop-1", Duration.ofMillis(1))));
        }
        return events;
    }

    /** The decision on the first step's outcome, which hands out the second: again and again on the same state. */
    Supplier<Decision> oneOutcome() {
        MemoryRun run = new MemoryRun();
        StepPath first = take(
                        run,
                        new ArrayList<>(),
                        decider.decide(
                                outline,
                                run,
                                new Command.StartRun(AT, value, Optional.empty(), Optional.empty(), "bench")))
                .orElseThrow();
        Command outcome = new Command.ReportCompleted(AT, first, 1, value, List.of(), "noop-1", Duration.ofMillis(1));
        return () -> decider.decide(outline, run, outcome);
    }

    private static Optional<StepPath> take(MemoryRun run, List<Event> events, Decision decision) {
        run.take(decision);
        events.addAll(decision.events());
        return decision.effects().stream()
                .filter(Effect.DispatchTask.class::isInstance)
                .map(effect -> ((Effect.DispatchTask) effect).path())
                .findFirst();
    }
}
