package dev.agentmesh.orchestrator;

import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.orchestrator.roll.AgentRoll;
import java.util.List;

/** The world around a run, as this orchestrator knows it. */
record LiveSurroundings(AgentRoll roll) implements Surroundings {
    @Override
    public List<AgentCard> agents() {
        return roll.up();
    }
}
