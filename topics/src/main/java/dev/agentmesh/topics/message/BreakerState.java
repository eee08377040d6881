package dev.agentmesh.topics.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of {@code <ns>.breakers}, key agent: where the circuit breaker of an agent stands.
 *
 * @param openings how often it has opened in all; test calls that failed are not counted
 */
public record BreakerState(MessageHeader header, String agent, long openings, Body body) implements Message {
    private static final int ATTEMPT = 2_048;

    public BreakerState {
        Identifiers.requireName("agent", agent);
        Checks.notNegative("openings", openings);
    }

    @Override
    public String key() {
        return agent;
    }

    public sealed interface Body permits Closed, Open, HalfOpen {}

    /**
     * Calls go through.
     *
     * @param failures how many of them have failed in a row since the last success
     * @param last the last of them
     */
    public record Closed(int failures, Optional<Fault> last) implements Body {
        public Closed {
            Checks.notNegative("failures", failures);
        }
    }

    /** What a call failed with. */
    public record Fault(Instant at, Failure failure) {
        public Fault {
            at = Checks.instant("at", at);
        }
    }

    /** Calls are rejected; from {@code until} on one may go through as a test. */
    public record Open(Opening opening, Instant until) implements Body {
        public Open {
            until = Checks.instant("until", until);
        }
    }

    /**
     * Calls are rejected but one.
     *
     * @param test the attempt that goes through: {@code runId/stepPath#attempt}
     * @param until when another may, should nothing be heard of this one
     */
    public record HalfOpen(Opening opening, String test, Instant until) implements Body {
        public HalfOpen {
            Checks.filled("test", test, ATTEMPT);
            until = Checks.instant("until", until);
        }
    }

    /**
     * What opened it.
     *
     * @param since when it opened first; a test call that fails does not change it
     * @param failures how many calls have failed in a row
     * @param last what the last of them failed with
     * @param reset how long it rejects before a test call
     */
    public record Opening(Instant since, int failures, Failure last, Duration reset) {
        public Opening {
            since = Checks.instant("since", since);
            Checks.notNegative("failures", failures);
            reset = Checks.duration("reset", reset);
        }
    }
}
