package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Optional;

/**
 * A task that has not ended.
 *
 * @param attempt the one handed out, or the last one that was
 * @param since when the state began
 * @param until when it changes by itself: the attempt's deadline, or when the next attempt is due; empty for a held task
 * @param deadLetter the letter a redrive needs; empty unless held
 * @param lastFailure of an earlier attempt
 */
public record OpenTask(
        StepPath path,
        String agent,
        String skill,
        int attempt,
        State state,
        Instant since,
        Optional<Instant> until,
        Optional<String> deadLetter,
        Optional<Failure> lastFailure) {
    /** What the task waits for. */
    public enum State {
        /** The agent's answer. */
        HANDED_OUT,
        /** The time of the next attempt. */
        PAUSING,
        /** A redrive. */
        HELD
    }

    boolean isRetrying() {
        return state == State.PAUSING || state == State.HANDED_OUT && attempt > 1;
    }

    OpenTask handedOut(int next, Instant at, Instant deadline) {
        return new OpenTask(
                path, agent, skill, next, State.HANDED_OUT, at, Optional.of(deadline), Optional.empty(), lastFailure);
    }

    OpenTask reassigned(String to, String toSkill) {
        return new OpenTask(path, to, toSkill, attempt, state, since, until, deadLetter, lastFailure);
    }

    OpenTask waiting(Instant at, Instant due) {
        return new OpenTask(
                path, agent, skill, attempt, State.PAUSING, at, Optional.of(due), Optional.empty(), lastFailure);
    }

    OpenTask pausing(Failure failure, Instant at, Optional<Instant> due) {
        return new OpenTask(
                path, agent, skill, attempt, State.PAUSING, at, due, Optional.empty(), Optional.of(failure));
    }

    OpenTask held(String letter, Failure failure, Instant at) {
        return new OpenTask(
                path,
                agent,
                skill,
                attempt,
                State.HELD,
                at,
                Optional.empty(),
                Optional.of(letter),
                Optional.of(failure));
    }
}
