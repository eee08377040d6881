package dev.agentmesh.core.health;

import dev.agentmesh.core.value.Failure;
import java.time.Instant;

/** A fact about the breaker of one agent. */
public sealed interface HealthEvent {
    /** A call failed; the breaker stays closed. {@code inARow} have now. */
    record FailureCounted(int inARow, Breaker.Fault fault) implements HealthEvent {}

    /** A call succeeded after some had failed. */
    record Recovered() implements HealthEvent {}

    record Opened(Breaker.Opening opening, Instant until) implements HealthEvent {}

    record TestGranted(String attempt, Instant until) implements HealthEvent {}

    /** The test call came to nothing that says something; another may be asked for at once. */
    record TestReturned(Instant at) implements HealthEvent {}

    /** The test call failed. */
    record Reopened(Failure failure, Instant until) implements HealthEvent {}

    /** The test call succeeded. */
    record TestPassed() implements HealthEvent {}
}
