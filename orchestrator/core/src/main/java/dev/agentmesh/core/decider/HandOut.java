package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.CircuitOpen;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Hands attempts out. One for an agent whose breaker is open ends where it begins: nothing is sent. Another agent is given the task if
 * the step names one; otherwise it is tried again, as often as the step's policy says and not before there may be a test call.
 */
final class HandOut {
    /** How long who asks to be the test call waits for the answer: it comes in milliseconds, and from a busy machine in more. */
    static final Duration ASKING = Duration.ofSeconds(2);

    private final Draft draft;
    private final Flow flow;
    private final Outline outline;
    private final Surroundings surroundings;
    /** Rejected for good, and not gone on with yet: the pattern that handed them out is still at it. */
    private final ArrayDeque<Rejected> rejected = new ArrayDeque<>();

    private record Rejected(StepPath path, Failure failure) {}

    HandOut(Draft draft, Flow flow, Outline outline, Surroundings surroundings) {
        this.draft = draft;
        this.flow = flow;
        this.outline = outline;
        this.surroundings = surroundings;
    }

    /** @param event the attempt's beginning */
    void handOut(Event.TaskEvent event, String agent) {
        if (surroundings.breaker(agent) instanceof Breaker.Tripped breaker) {
            guarded(event, agent, breaker);
        } else {
            draft.emit(event);
        }
    }

    /** Why a task that waits for a person would only be put back; empty when it may be handed out, or ask to be. */
    Optional<Failure> rejection(String agent) {
        return surroundings.breaker(agent) instanceof Breaker.Tripped breaker
                        && breaker.answer("", draft.at()) == Breaker.Answer.REJECTED
                ? Optional.of(CircuitOpen.rejected(agent, breaker))
                : Optional.empty();
    }

    private void guarded(Event.TaskEvent event, String agent, Breaker.Tripped breaker) {
        switch (breaker.answer(Breaker.attempt(draft.runId(), event.path(), event.attempt()), draft.at())) {
            case PASSES -> draft.emit(event);
            case REJECTED -> reject(event, agent, breaker);
            case MAY_ASK -> {
                if (hasAsked(event.path())) {
                    reject(event, agent, breaker);
                } else {
                    draft.withhold(event);
                    end(
                            event,
                            CircuitOpen.asks(agent, breaker),
                            Optional.of(draft.at().plus(ASKING)));
                }
            }
        }
    }

    private boolean hasAsked(StepPath path) {
        return draft.get(CellKey.task(path))
                .flatMap(cell -> ((TaskCell) cell).lastFailure())
                .filter(CircuitOpen::isAsking)
                .isPresent();
    }

    private void reject(Event.TaskEvent event, String agent, Breaker.Tripped breaker) {
        draft.withhold(event);
        StepPath path = event.path();
        TaskCell task = task(path);
        Failure failure = CircuitOpen.rejected(agent, breaker);
        FailureCounts counts = RetryRule.count(task.failures(), failure);
        Modifiers modifiers = outline.step(path).modifiers();
        boolean waits = life().fallback(task, path, failure.kind()).isEmpty()
                && RetryRule.again(modifiers.retry(), counts, failure.kind());
        if (waits) {
            String seed = draft.runId() + "/" + path;
            end(event, failure, Optional.of(RetryRule.afterRejection(breaker, draft.at(), counts, seed)));
        } else {
            end(event, failure, Optional.empty());
            rejected.add(new Rejected(path, failure));
        }
    }

    private void end(Event.TaskEvent event, Failure failure, Optional<Instant> again) {
        draft.emit(new Event.AttemptEnded(event.path(), event.attempt(), failure, again, List.of(), ""));
    }

    /** Goes on after all that was rejected for good. */
    void settle() {
        for (Rejected next = rejected.poll(); next != null; next = rejected.poll()) {
            life().outOfAttempts(task(next.path()), next.path(), next.failure());
        }
    }

    private TaskLife life() {
        return new TaskLife(draft, flow, outline);
    }

    private TaskCell task(StepPath path) {
        return (TaskCell) draft.get(CellKey.task(path)).orElseThrow();
    }
}
