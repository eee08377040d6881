package dev.agentmesh.core.health;

import dev.agentmesh.core.health.HealthSignal.Answered;
import dev.agentmesh.core.health.HealthSignal.Asked;
import dev.agentmesh.core.health.HealthSignal.Failed;
import dev.agentmesh.core.health.HealthSignal.Voided;
import dev.agentmesh.core.health.HealthSignal.Word;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hears in what was decided how agents are. Every failure is told; a success only of an agent that has failed before, and once: while
 * all is well, nothing is looked up and nothing is told. What it remembers it can do without. For one thread.
 */
public final class HealthWatch {
    /** How much longer than its attempt a test call is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final BreakerPolicy policy;
    private final Breakers breakers;
    /** Whose failure was told and whose success was not. */
    private final Set<String> suspects = new HashSet<>();
    /** For which state of its breaker an agent's success was told. */
    private final Map<String, Breaker> told = new HashMap<>();

    public HealthWatch(BreakerPolicy policy, Breakers breakers) {
        this.policy = policy;
        this.breakers = breakers;
    }

    /**
     * What {@code events} say.
     *
     * @param before the run as it stood before them
     */
    public List<HealthSignal> heard(RunView before, Instant at, List<Event> events) {
        if (policy.isOff()) {
            return List.of();
        }
        List<HealthSignal> signals = List.of();
        for (int i = 0; i < events.size(); i++) {
            Optional<HealthSignal> signal = events.get(i) instanceof Event.AttemptEnded ended
                    ? ended(before, at, events.subList(0, i), ended)
                    : other(before, at, events.get(i));
            if (signal.isPresent()) {
                signals = signals.isEmpty() ? new ArrayList<>() : signals;
                signals.add(signal.get());
            }
        }
        return signals;
    }

    private Optional<HealthSignal> other(RunView before, Instant at, Event event) {
        if (!isAlert()) {
            return Optional.empty();
        }
        if (event instanceof Event.TaskCompleted completed) {
            return answered(before, at, completed);
        }
        return event instanceof Event.TaskCanceled || event instanceof Event.TaskRedirected
                ? takenAway(before, at, (Event.TaskEvent) event)
                : Optional.empty();
    }

    private boolean isAlert() {
        return !suspects.isEmpty() || !breakers.allWell();
    }

    private Optional<HealthSignal> ended(RunView before, Instant at, List<Event> earlier, Event.AttemptEnded ended) {
        return switch (ended.failure().kind()) {
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, LOST -> failed(before, at, ended);
            case POISON, DECLINED, CONFLICT -> isAlert() ? answered(before, at, ended) : Optional.empty();
            case INVALID_INPUT, WORKFLOW -> isAlert() ? voided(before, at, ended) : Optional.empty();
            case CIRCUIT_OPEN ->
                CircuitOpen.isAsking(ended.failure())
                        ? asked(before, at, earlier, ended)
                        : unanswered(before, at, ended);
        };
    }

    private Optional<HealthSignal> failed(RunView before, Instant at, Event.AttemptEnded ended) {
        String agent = agent(before, ended.path());
        String attempt = attempt(before, ended, ended.attempt());
        return switch (breakers.of(agent)) {
            case Breaker.Closed _ -> {
                suspects.add(agent);
                yield signal(agent, at, attempt, new Failed(ended.failure()));
            }
            case Breaker.Open _ -> Optional.empty();
            case Breaker.HalfOpen half ->
                half.test().equals(attempt)
                        ? signal(agent, at, attempt, new Failed(ended.failure()))
                        : Optional.empty();
        };
    }

    private Optional<HealthSignal> answered(RunView before, Instant at, Event.TaskEvent event) {
        String agent = agent(before, event.path());
        boolean suspect = suspects.remove(agent);
        Breaker breaker = breakers.of(agent);
        String attempt = attempt(before, event, event.attempt());
        return switch (breaker) {
            case Breaker.Closed closed -> {
                boolean known = closed.failures() == 0 || told.put(agent, closed) == closed;
                yield suspect || !known ? signal(agent, at, attempt, new Answered()) : Optional.empty();
            }
            case Breaker.Open _ -> Optional.empty();
            case Breaker.HalfOpen half ->
                half.test().equals(attempt) ? signal(agent, at, attempt, new Answered()) : Optional.empty();
        };
    }

    /** What was handed out, or has asked to be, will not be heard of. */
    private Optional<HealthSignal> takenAway(RunView before, Instant at, Event.TaskEvent event) {
        Optional<HealthSignal> asking = task(before, event.path())
                .filter(task -> task.phase() == TaskPhase.AWAITING_RETRY && hasAsked(task))
                .flatMap(task -> signal(task.agent(), at, attempt(before, event, event.attempt() + 1), new Voided()));
        return asking.isPresent() ? asking : voided(before, at, event);
    }

    private Optional<HealthSignal> voided(RunView before, Instant at, Event.TaskEvent event) {
        String agent = agent(before, event.path());
        String attempt = attempt(before, event, event.attempt());
        return breakers.of(agent) instanceof Breaker.HalfOpen half
                        && half.test().equals(attempt)
                ? signal(agent, at, attempt, new Voided())
                : Optional.empty();
    }

    /** @param earlier the last of them is the beginning of an attempt of which nothing was sent */
    private static Optional<HealthSignal> asked(
            RunView before, Instant at, List<Event> earlier, Event.AttemptEnded ended) {
        Event handOut = earlier.getLast();
        String agent = earlier.size() > 1 && earlier.get(earlier.size() - 2) instanceof Event.TaskRedirected redirected
                ? redirected.agent()
                : agent(before, ended.path());
        Instant deadline = at;
        if (handOut instanceof Event.TaskDispatched first) {
            agent = first.agent();
            deadline = first.deadline();
        } else if (handOut instanceof Event.TaskReassigned other) {
            agent = other.agent();
            deadline = other.deadline();
        } else if (handOut instanceof Event.TaskRetried again) {
            deadline = again.deadline();
        } else if (handOut instanceof Event.TaskRedriven again) {
            deadline = again.deadline();
        }
        Duration lasts = Duration.between(at, deadline).plus(GRACE);
        return signal(agent, at, attempt(before, ended, ended.attempt() + 1), new Asked(lasts));
    }

    /** Rejected although it had asked: should the answer be on its way, it comes too late. */
    private static Optional<HealthSignal> unanswered(RunView before, Instant at, Event.AttemptEnded ended) {
        return task(before, ended.path())
                .filter(task -> hasAsked(task) && task.attempt() + 1 == ended.attempt())
                .flatMap(task -> signal(task.agent(), at, attempt(before, ended, ended.attempt()), new Voided()));
    }

    private static boolean hasAsked(TaskCell task) {
        return task.lastFailure().filter(CircuitOpen::isAsking).isPresent();
    }

    private static Optional<HealthSignal> signal(String agent, Instant at, String attempt, Word word) {
        return Optional.of(new HealthSignal(agent, at, attempt, word));
    }

    private static String attempt(RunView before, Event.TaskEvent event, int number) {
        return Breaker.attempt(before.runId(), event.path(), number);
    }

    private static String agent(RunView before, StepPath path) {
        return task(before, path).map(TaskCell::agent).orElse("");
    }

    private static Optional<TaskCell> task(RunView before, StepPath path) {
        return before.get(CellKey.task(path)).map(TaskCell.class::cast);
    }
}
