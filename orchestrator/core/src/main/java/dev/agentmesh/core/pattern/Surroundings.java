package dev.agentmesh.core.pattern;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import java.util.List;
import java.util.Optional;

/**
 * What a decision has to know of the world around its run. Like the time, an answer is part of what is decided: it stands in
 * the event, and a replay never asks. Implementations answer at once, from memory, and are safe for use by several threads.
 */
public interface Surroundings {
    /** A world in which every topic is there and every value fits. */
    Surroundings WILLING = new Surroundings() {};

    /** The agents that are up, in the order of their names. */
    default List<AgentCard> agents() {
        return List.of();
    }

    /** Where the agent's circuit breaker stands. */
    default Breaker breaker(String agent) {
        return Breaker.WELL;
    }

    /** Why nothing can be written to {@code topic} of the namespace; empty when it can. */
    default Optional<Failure> noTopic(String topic) {
        return Optional.empty();
    }

    /** What is wrong with {@code value} by the JSON Schema {@code schema}; empty when nothing is. */
    default Optional<String> misfit(Payload schema, Payload value) {
        return Optional.empty();
    }
}
