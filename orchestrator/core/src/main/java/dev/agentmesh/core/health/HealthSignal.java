package dev.agentmesh.core.health;

import dev.agentmesh.core.value.Failure;
import java.time.Duration;
import java.time.Instant;

/**
 * What became known of an agent.
 *
 * @param attempt the call it is about, see {@link Breaker#attempt}
 */
public record HealthSignal(String agent, Instant at, String attempt, Word word) {
    public sealed interface Word {}

    /** The call failed, and that speaks against the agent. */
    public record Failed(Failure failure) implements Word {}

    /** The agent did its work or said why it will not. */
    public record Answered() implements Word {}

    /** The call was taken back, or ended in a way that says nothing about the agent. */
    public record Voided() implements Word {}

    /**
     * The call, which is yet to come, asks to be the test call.
     *
     * @param lasts how long it may take
     */
    public record Asked(Duration lasts) implements Word {}
}
