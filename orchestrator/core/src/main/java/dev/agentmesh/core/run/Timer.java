package dev.agentmesh.core.run;

import dev.agentmesh.core.value.StepPath;

/** What a due timer means. Equal timers are one: setting it again moves it. A timer that came too late decides nothing. */
public sealed interface Timer {
    /** The run's time is over. */
    record RunDeadline() implements Timer {}

    /** A step's own time is over. */
    record StepDeadline(StepPath path) implements Timer {}

    /** An attempt's time is over. */
    record AttemptDeadline(StepPath path, int attempt) implements Timer {}

    /** The pause before attempt {@code attempt} is over. */
    record RetryDue(StepPath path, int attempt) implements Timer {}

    /** What an open step waits for outside has not come in time, or the time itself was waited for. */
    record PendingDue(StepPath path) implements Timer {}

    /** A question has been open for long enough to be reminded of it, for the {@code number}-th time. */
    record ReminderDue(StepPath path, int number) implements Timer {}
    /** What was put off goes on. */
    record TurnsDue() implements Timer {}
}
