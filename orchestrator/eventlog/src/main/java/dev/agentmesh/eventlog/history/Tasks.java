package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.Standing.Buried;
import dev.agentmesh.eventlog.history.Standing.Ended;
import dev.agentmesh.eventlog.history.Standing.HandedOut;
import dev.agentmesh.eventlog.history.Standing.Held;
import dev.agentmesh.eventlog.history.Standing.Pausing;
import dev.agentmesh.eventlog.history.Standing.Spent;
import dev.agentmesh.eventlog.history.Standing.TaskStanding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of tasks: attempts one after the other, one end, and after it only answers that came too late. */
final class Tasks {
    /** From here on the orchestrator cannot tell attempts apart, see {@code core.run.Reported}. */
    private static final int TOLD_APART = 63;

    private final Steps steps;
    private final Map<StepPath, Integer> attempts = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    Tasks(Steps steps) {
        this.steps = steps;
    }

    void accept(Event.TaskEvent event) throws IllegalHistory {
        switch (event) {
            case Event.TaskDispatched e -> dispatched(e);
            case Event.TaskRetried e -> handOut(e, Pausing.class);
            case Event.TaskReassigned e ->
                // While the run was paused, the next agent's turn had to wait.
                handOut(e, steps.standing(e.path()).orElse(null) instanceof Pausing ? Pausing.class : Spent.class);
            case Event.TaskRedirected e -> {
                requireAttempt(e, open(e).attempt());
                steps.put(e.path(), new Pausing(e.attempt()));
            }
            case Event.TaskRedriven e -> handOut(e, Held.class);
            case Event.AttemptEnded e -> {
                require(e, HandedOut.class);
                // That a worker was lost is somebody else's word; its own may still come.
                if (!e.worker().isEmpty() && e.failure().kind() != FailureKind.LOST) {
                    report(e);
                }
                steps.put(e.path(), e.retryAt().isPresent() ? new Pausing(e.attempt()) : new Spent(e.attempt()));
            }
            case Event.TaskCompleted e -> {
                require(e, HandedOut.class);
                report(e);
                steps.put(e.path(), new Ended(false));
            }
            case Event.TaskDeadLettered e -> {
                require(e, Spent.class);
                steps.put(e.path(), e.held() ? new Held(e.attempt()) : new Buried(e.attempt()));
            }
            case Event.TaskFailed e -> failed(e);
            case Event.TaskCanceled e -> canceled(e);
            case Event.TaskProgressed e -> {
                require(e, HandedOut.class);
                if (!(e.part() >= 0 && e.part() <= 1)) {
                    throw new IllegalHistory("progress is " + e.part() + ", not between 0 and 1");
                }
            }
            case Event.BoardWritten e -> require(e, HandedOut.class);
            case Event.LateResultIgnored e -> late(e);
        }
    }

    private void dispatched(Event.TaskDispatched event) throws IllegalHistory {
        steps.requireTurn(event.path());
        attempts.put(event.path(), 1);
        steps.put(event.path(), new HandedOut(1));
    }

    private void handOut(Event.TaskEvent event, Class<? extends TaskStanding> from) throws IllegalHistory {
        TaskStanding standing = standing(event, from);
        if (event.attempt() != standing.attempt() + 1) {
            throw new IllegalHistory("attempt " + event.attempt() + " follows on attempt " + standing.attempt());
        }
        attempts.put(event.path(), event.attempt());
        steps.put(event.path(), new HandedOut(event.attempt()));
    }

    private void failed(Event.TaskFailed event) throws IllegalHistory {
        // An undo that declines is a dead letter like any that failed: what it should take back still stands.
        boolean declined = event.failure().kind() == FailureKind.DECLINED && !steps.isUndo(event.path());
        require(event, declined ? Spent.class : Buried.class);
        steps.put(event.path(), new Ended(true));
    }

    private void canceled(Event.TaskCanceled event) throws IllegalHistory {
        requireAttempt(event, open(event).attempt());
        steps.put(event.path(), new Ended(false));
    }

    private TaskStanding open(Event.TaskEvent event) throws IllegalHistory {
        Standing standing = steps.standing(event.path()).orElse(null);
        if (!(standing instanceof HandedOut || standing instanceof Pausing || standing instanceof Held)) {
            throw unexpected(event, standing);
        }
        return (TaskStanding) standing;
    }

    private void late(Event.LateResultIgnored event) throws IllegalHistory {
        int last = attempts.getOrDefault(event.path(), 0);
        if (event.attempt() < 1 || event.attempt() > last) {
            throw new IllegalHistory("a late result of attempt " + event.attempt() + ", but there were " + last);
        }
        if (steps.standing(event.path()).orElse(null) instanceof HandedOut(int attempt) && attempt == event.attempt()) {
            throw new IllegalHistory("the result of attempt " + attempt + " is ignored although it is awaited");
        }
        if (!report(event)) {
            throw new IllegalHistory("a second report of attempt " + event.attempt() + " is logged");
        }
    }

    /** Whether this is the first word of a worker on the attempt. */
    private boolean report(Event.TaskEvent event) {
        return reported.add(event.path() + "#" + Math.min(event.attempt(), TOLD_APART));
    }

    private void require(Event.TaskEvent event, Class<? extends TaskStanding> expected) throws IllegalHistory {
        requireAttempt(event, standing(event, expected).attempt());
    }

    private TaskStanding standing(Event.TaskEvent event, Class<? extends TaskStanding> expected) throws IllegalHistory {
        Standing standing = steps.standing(event.path()).orElse(null);
        if (!expected.isInstance(standing)) {
            throw unexpected(event, standing);
        }
        return expected.cast(standing);
    }

    private static void requireAttempt(Event.TaskEvent event, int attempt) throws IllegalHistory {
        if (event.attempt() != attempt) {
            throw new IllegalHistory(event.getClass().getSimpleName() + " is about attempt " + event.attempt()
                    + ", but " + attempt + " is the current one");
        }
    }

    private static IllegalHistory unexpected(Event.TaskEvent event, @Nullable Standing standing) {
        return new IllegalHistory(event.getClass().getSimpleName() + " cannot be: "
                + (standing == null ? "the task has not begun" : standing.words()));
    }
}
