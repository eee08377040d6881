package dev.agentmesh.core.health;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;

/** How an attempt ends that a breaker did not let through. */
public final class CircuitOpen {
    /** Nothing was sent. */
    private static final String REJECTED = "MESH-3110";

    /** Nothing was sent, and the next attempt asks to be the test call. */
    private static final String ASKS = "MESH-3111";

    private CircuitOpen() {}

    public static Failure rejected(String agent, Breaker.Tripped breaker) {
        String next = switch (breaker) {
            case Breaker.Open open -> "a test call may go through from " + open.until();
            case Breaker.HalfOpen half -> "a test call is under way, another may follow from " + half.until();
        };
        return new Failure(FailureKind.CIRCUIT_OPEN, REJECTED, sentence(agent, breaker) + "; " + next);
    }

    public static Failure asks(String agent, Breaker.Tripped breaker) {
        return new Failure(
                FailureKind.CIRCUIT_OPEN, ASKS, sentence(agent, breaker) + "; this task asks to be its test call");
    }

    private static String sentence(String agent, Breaker.Tripped breaker) {
        Breaker.Opening opening = breaker.opening();
        return "The circuit breaker of agent \"" + agent + "\" is open since " + opening.since() + ", after "
                + (opening.failures() == 1 ? "a failure" : opening.failures() + " failures in a row") + " (last: "
                + opening.last().code() + ")";
    }

    /** Whether the attempt that follows on the failure asks to be the test call. */
    public static boolean isAsking(Failure failure) {
        return failure.kind() == FailureKind.CIRCUIT_OPEN && failure.code().equals(ASKS);
    }
}
