package dev.agentmesh.core.spec;

import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import java.util.List;

/** A world in which two agents are up. */
final class FakeSurroundings implements Surroundings {
    @Override
    public List<AgentCard> agents() {
        return List.of(
                new AgentCard("m1", "does one thing", List.of("one")), new AgentCard("m2", "does another", List.of()));
    }
}
