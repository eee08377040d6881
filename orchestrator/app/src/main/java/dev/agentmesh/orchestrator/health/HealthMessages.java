package dev.agentmesh.orchestrator.health;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.MessageHeader;

/** The core's words about health as records of topics, and back. */
public final class HealthMessages {
    private HealthMessages() {}

    /** @param runId the run of the call */
    public static HealthSignal message(dev.agentmesh.core.health.HealthSignal signal, String runId, String cause) {
        HealthSignal.Body body = switch (signal.word()) {
            case dev.agentmesh.core.health.HealthSignal.Failed failed ->
                new HealthSignal.CallFailed(message(failed.failure()));
            case dev.agentmesh.core.health.HealthSignal.Answered _ -> new HealthSignal.CallAnswered();
            case dev.agentmesh.core.health.HealthSignal.Voided _ -> new HealthSignal.CallVoided();
            case dev.agentmesh.core.health.HealthSignal.Asked asked -> new HealthSignal.TestAsked(asked.lasts());
        };
        return new HealthSignal(MessageHeader.of(runId, signal.at(), cause), signal.agent(), signal.attempt(), body);
    }

    public static dev.agentmesh.core.health.HealthSignal signal(HealthSignal message) {
        dev.agentmesh.core.health.HealthSignal.Word word = switch (message.body()) {
            case HealthSignal.CallFailed failed ->
                new dev.agentmesh.core.health.HealthSignal.Failed(failure(failed.failure()));
            case HealthSignal.CallAnswered _ -> new dev.agentmesh.core.health.HealthSignal.Answered();
            case HealthSignal.CallVoided _ -> new dev.agentmesh.core.health.HealthSignal.Voided();
            case HealthSignal.TestAsked asked -> new dev.agentmesh.core.health.HealthSignal.Asked(asked.lasts());
        };
        return new dev.agentmesh.core.health.HealthSignal(
                message.agent(), message.header().at(), message.attempt(), word);
    }

    public static BreakerState.Body body(Breaker breaker) {
        return switch (breaker) {
            case Breaker.Closed closed ->
                new BreakerState.Closed(
                        closed.failures(),
                        closed.last().map(last -> new BreakerState.Fault(last.at(), message(last.failure()))));
            case Breaker.Open open -> new BreakerState.Open(message(open.opening()), open.until());
            case Breaker.HalfOpen half -> new BreakerState.HalfOpen(message(half.opening()), half.test(), half.until());
        };
    }

    public static Breaker breaker(BreakerState state) {
        return switch (state.body()) {
            case BreakerState.Closed closed ->
                closed.failures() == 0
                        ? Breaker.WELL
                        : new Breaker.Closed(
                                closed.failures(),
                                closed.last().map(last -> new Breaker.Fault(last.at(), failure(last.failure()))));
            case BreakerState.Open open -> new Breaker.Open(opening(open.opening()), open.until());
            case BreakerState.HalfOpen half -> new Breaker.HalfOpen(opening(half.opening()), half.test(), half.until());
        };
    }

    private static BreakerState.Opening message(Breaker.Opening opening) {
        return new BreakerState.Opening(opening.since(), opening.failures(), message(opening.last()), opening.reset());
    }

    private static Breaker.Opening opening(BreakerState.Opening opening) {
        return new Breaker.Opening(opening.since(), opening.failures(), failure(opening.last()), opening.reset());
    }

    private static dev.agentmesh.topics.message.Failure message(Failure failure) {
        return new dev.agentmesh.topics.message.Failure(failure.kind().name(), failure.code(), failure.message());
    }

    /** Written by orchestrators only, of this version or, while they are replaced one by one, of a newer one. */
    private static Failure failure(dev.agentmesh.topics.message.Failure failure) {
        FailureKind kind = switch (failure.kind()) {
            case "TIMEOUT" -> FailureKind.TIMEOUT;
            case "INVALID_OUTPUT" -> FailureKind.INVALID_OUTPUT;
            case "LOST" -> FailureKind.LOST;
            default -> FailureKind.TRANSIENT;
        };
        return new Failure(kind, failure.code(), failure.message());
    }
}
