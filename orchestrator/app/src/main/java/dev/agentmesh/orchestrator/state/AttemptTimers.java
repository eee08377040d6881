package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Timer;
import dev.agentmesh.orchestrator.state.TimerStore.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Deadlines of attempts and pauses between them, in memory: they follow from the cells of open tasks, and are made from those again when
 * a task moves or a process starts. Two records in a changelog per step would say the same a second time. Used by one thread.
 */
final class AttemptTimers {
    private final TreeSet<Due> timers = new TreeSet<>(AttemptTimers::compare);

    /** Written out: it runs a dozen times for each that is set or cleared. */
    private static int compare(Due one, Due other) {
        int order = one.due().compareTo(other.due());
        if (order == 0) {
            order = one.runId().compareTo(other.runId());
        }
        if (order == 0) {
            order = path(one.timer()).compareTo(path(other.timer()));
        }
        return order == 0 ? Integer.compare(attempt(one.timer()), attempt(other.timer())) : order;
    }

    static boolean isOne(Timer timer) {
        return switch (timer) {
            case Timer.AttemptDeadline _, Timer.RetryDue _ -> true;
            case Timer.RunDeadline _, Timer.StepDeadline _, Timer.TurnsDue _ -> false;
            case Timer.PendingDue _, Timer.ReminderDue _ -> false;
        };
    }

    void set(String runId, Timer timer, Instant due) {
        timers.add(new Due(runId, timer, TimerKeyCodec.notBefore(due)));
    }

    void clear(String runId, Timer timer, Instant due) {
        timers.remove(new Due(runId, timer, TimerKeyCodec.notBefore(due)));
    }

    /** At most {@code limit} that are due at {@code now}, earliest first. They stay until cleared. */
    List<Due> due(Instant now, int limit) {
        if (timers.isEmpty() || timers.first().due().isAfter(now)) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        for (Due timer : timers) {
            if (timer.due().isAfter(now) || due.size() == limit) {
                break;
            }
            due.add(timer);
        }
        return due;
    }

    private static String path(Timer timer) {
        return switch (timer) {
            case Timer.AttemptDeadline deadline -> deadline.path().text();
            case Timer.RetryDue retry -> retry.path().text();
            case Timer.RunDeadline _, Timer.TurnsDue _ -> "";
            case Timer.StepDeadline step -> step.path().text();
            case Timer.PendingDue pending -> pending.path().text();
            case Timer.ReminderDue reminder -> reminder.path().text();
        };
    }

    /** A deadline and the pause before the same attempt are never due at the same moment, and may be told apart all the same. */
    private static int attempt(Timer timer) {
        return switch (timer) {
            case Timer.AttemptDeadline deadline -> 2 * deadline.attempt();
            case Timer.RetryDue retry -> 2 * retry.attempt() + 1;
            case Timer.RunDeadline _, Timer.StepDeadline _, Timer.TurnsDue _, Timer.PendingDue _ -> 0;
            case Timer.ReminderDue reminder -> reminder.number();
        };
    }
}
