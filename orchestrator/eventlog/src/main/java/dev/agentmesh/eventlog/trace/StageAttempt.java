package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One dispatch of a task and what came of it.
 *
 * @param number from 1
 * @param agent {@code agent/skill}
 * @param worker who answered; empty when nobody did
 * @param endedAt empty while the answer is awaited
 * @param work how long the agent worked; until it ended when the agent did not say
 */
public record StageAttempt(
        int number,
        String agent,
        String worker,
        Instant startedAt,
        Optional<Instant> endedAt,
        Duration work,
        Result result,
        Optional<Failure> failure) {
    /** What a dispatch came to. */
    public enum Result {
        /** The answer is awaited. */
        OPEN,
        SUCCESS,
        TIMEOUT,
        ERROR,
        /** The agent's circuit breaker was open: nothing was sent. */
        CIRCUIT_OPEN,
        /** Nobody wants the answer any more. */
        CANCELED
    }
}
