package dev.agentmesh.core.health;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where the circuit breaker of one agent stands. An attempt is named by {@link #attempt}. */
public sealed interface Breaker {
    /** Nothing has failed since the last success. */
    Closed WELL = new Closed(0, Optional.empty());

    /**
     * Calls go through.
     *
     * @param failures how many have failed in a row since the last success
     * @param last the last of them that was counted; empty when there is none
     */
    record Closed(int failures, Optional<Fault> last) implements Breaker {}

    /** What a call failed with. */
    record Fault(Instant at, Failure failure) {}

    /** Calls are rejected. */
    sealed interface Tripped extends Breaker {
        Opening opening();

        /** Until then calls are rejected; from then on a test call may be asked for. */
        Instant until();
    }

    /** No call goes through. */
    record Open(Opening opening, Instant until) implements Tripped {}

    /**
     * One call goes through, to see whether the agent is well again.
     *
     * @param test the attempt that is the test call
     * @param until when another may be asked for, should nothing be heard of this one
     */
    record HalfOpen(Opening opening, String test, Instant until) implements Tripped {}

    /**
     * What opened the breaker.
     *
     * @param since when it opened first; a test call that fails does not change it
     * @param failures how many calls have failed in a row, test calls among them
     * @param last what the last of them failed with
     * @param reset how long it rejects before a test call
     */
    record Opening(Instant since, int failures, Failure last, Duration reset) {}

    /** What becomes of a call. */
    enum Answer {
        PASSES,
        REJECTED,
        /** Rejected as well, but it may ask to be the test call. */
        MAY_ASK
    }

    /** What becomes of {@code attempt} when it is to be handed out now. */
    default Answer answer(String attempt, Instant at) {
        return switch (this) {
            case Closed _ -> Answer.PASSES;
            case Open open -> at.isBefore(open.until()) ? Answer.REJECTED : Answer.MAY_ASK;
            case HalfOpen half -> {
                if (half.test().equals(attempt)) {
                    yield Answer.PASSES;
                }
                yield at.isBefore(half.until()) ? Answer.REJECTED : Answer.MAY_ASK;
            }
        };
    }

    /** The name of an attempt, unique in a namespace. */
    static String attempt(String runId, StepPath path, int number) {
        return runId + "/" + path + "#" + number;
    }
}
