package dev.agentmesh.core.value;

import java.util.List;

/**
 * What an agent that is up says about itself.
 *
 * @param about what it is for, may be empty
 * @param skills their names
 */
public record AgentCard(String agent, String about, List<String> skills) {
    public AgentCard {
        skills = List.copyOf(skills);
    }
}
