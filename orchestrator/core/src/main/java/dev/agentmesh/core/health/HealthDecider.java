package dev.agentmesh.core.health;

import dev.agentmesh.core.health.HealthSignal.Answered;
import dev.agentmesh.core.health.HealthSignal.Asked;
import dev.agentmesh.core.health.HealthSignal.Failed;
import dev.agentmesh.core.health.HealthSignal.Voided;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from a signal for the breaker of its agent. Pure: the time is the signal's. A breaker has no timer; that its time is
 * over shows when somebody asks. What is said of calls that were under way when it opened changes nothing.
 */
public final class HealthDecider {
    /** Within which the attempts of vanished workers are found. */
    private static final Duration ONE_DEATH = Duration.ofSeconds(5);

    private final BreakerPolicy policy;

    public HealthDecider(BreakerPolicy policy) {
        this.policy = policy;
    }

    /** What happens; nothing, more often than not. */
    public Optional<HealthEvent> decide(Breaker breaker, HealthSignal signal) {
        if (policy.isOff()) {
            return breaker.equals(Breaker.WELL) ? Optional.empty() : Optional.of(new HealthEvent.Recovered());
        }
        return switch (breaker) {
            case Breaker.Closed closed -> closed(closed, signal);
            case Breaker.Open open -> open(open, signal);
            case Breaker.HalfOpen half -> halfOpen(half, signal);
        };
    }

    private Optional<HealthEvent> closed(Breaker.Closed closed, HealthSignal signal) {
        return switch (signal.word()) {
            case Failed failed -> failed(closed, new Breaker.Fault(signal.at(), failed.failure()));
            case Answered _ -> closed.failures() > 0 ? Optional.of(new HealthEvent.Recovered()) : Optional.empty();
            case Asked _, Voided _ -> Optional.empty();
        };
    }

    private Optional<HealthEvent> failed(Breaker.Closed closed, Breaker.Fault fault) {
        if (closed.last().filter(last -> isSameDeath(last, fault)).isPresent()) {
            return Optional.empty();
        }
        int inARow = closed.failures() + 1;
        return Optional.of(
                inARow < policy.failures()
                        ? new HealthEvent.FailureCounted(inARow, fault)
                        : new HealthEvent.Opened(
                                new Breaker.Opening(fault.at(), inARow, fault.failure(), policy.reset()),
                                fault.at().plus(policy.reset())));
    }

    /**
     * A worker that vanishes takes all it had in hand with it, and a machine several workers: that is one failure, and no reason to stop
     * the others.
     */
    private static boolean isSameDeath(Breaker.Fault last, Breaker.Fault fault) {
        return fault.failure().kind() == FailureKind.LOST
                && last.failure().kind() == FailureKind.LOST
                && fault.at().isBefore(last.at().plus(ONE_DEATH));
    }

    private Optional<HealthEvent> open(Breaker.Open open, HealthSignal signal) {
        return switch (signal.word()) {
            case Asked asked -> grant(open.until(), signal, asked);
            case Failed _, Answered _, Voided _ -> Optional.empty();
        };
    }

    private Optional<HealthEvent> halfOpen(Breaker.HalfOpen half, HealthSignal signal) {
        boolean isTest = half.test().equals(signal.attempt());
        return switch (signal.word()) {
            case Asked asked -> grant(half.until(), signal, asked);
            case Failed failed
            when isTest ->
                Optional.of(
                        new HealthEvent.Reopened(failed.failure(), signal.at().plus(policy.reset())));
            case Answered _ when isTest -> Optional.of(new HealthEvent.TestPassed());
            case Voided _ when isTest -> Optional.of(new HealthEvent.TestReturned(signal.at()));
            case Failed _, Answered _, Voided _ -> Optional.empty();
        };
    }

    private Optional<HealthEvent> grant(Instant notBefore, HealthSignal signal, Asked asked) {
        if (signal.at().isBefore(notBefore)) {
            return Optional.empty();
        }
        Duration most = policy.longestTest();
        Duration lasts = asked.lasts().compareTo(most) < 0 ? asked.lasts() : most;
        return Optional.of(
                new HealthEvent.TestGranted(signal.attempt(), signal.at().plus(lasts)));
    }

    /** The breaker after an event that was decided for it. */
    public static Breaker evolve(Breaker breaker, HealthEvent event) {
        return switch (event) {
            case HealthEvent.FailureCounted(int inARow, Breaker.Fault fault) ->
                new Breaker.Closed(inARow, Optional.of(fault));
            case HealthEvent.Recovered(), HealthEvent.TestPassed() -> Breaker.WELL;
            case HealthEvent.Opened(Breaker.Opening opening, Instant until) -> new Breaker.Open(opening, until);
            case HealthEvent.TestGranted(String attempt, Instant until) ->
                new Breaker.HalfOpen(tripped(breaker).opening(), attempt, until);
            case HealthEvent.TestReturned(Instant at) ->
                new Breaker.Open(tripped(breaker).opening(), at);
            case HealthEvent.Reopened reopened -> {
                Breaker.Opening before = tripped(breaker).opening();
                yield new Breaker.Open(
                        new Breaker.Opening(before.since(), before.failures() + 1, reopened.failure(), before.reset()),
                        reopened.until());
            }
        };
    }

    private static Breaker.Tripped tripped(Breaker breaker) {
        if (breaker instanceof Breaker.Tripped tripped) {
            return tripped;
        }
        throw new IllegalStateException("Expected a breaker that is not closed but found " + breaker);
    }
}
