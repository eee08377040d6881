package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.AgentCard;
import java.util.List;

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
}
