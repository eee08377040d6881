package dev.agentmesh.topics.message;

import java.time.Duration;

/**
 * A record of {@code <ns>.health}, key agent: what was heard of a call of an agent.
 *
 * @param attempt {@code runId/stepPath#attempt}
 */
public record HealthSignal(MessageHeader header, String agent, String attempt, Body body) implements Message {
    private static final int ATTEMPT = 2_048;

    public HealthSignal {
        Identifiers.requireName("agent", agent);
        Checks.filled("attempt", attempt, ATTEMPT);
    }

    @Override
    public String key() {
        return agent;
    }

    public sealed interface Body permits CallFailed, CallAnswered, CallVoided, TestAsked {}

    /** The call failed, and that speaks against the agent. */
    public record CallFailed(Failure failure) implements Body {}

    /** The agent did its work or said why it will not. */
    public record CallAnswered() implements Body {}

    /** The call was taken back, or ended in a way that says nothing about the agent. */
    public record CallVoided() implements Body {}

    /**
     * A call that is yet to come asks to be the test call.
     *
     * @param lasts how long it may take
     */
    public record TestAsked(Duration lasts) implements Body {
        public TestAsked {
            lasts = Checks.duration("lasts", lasts);
        }
    }
}
