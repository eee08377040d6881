package dev.agentmesh.language.definition;

import java.util.List;
import java.util.Optional;

/** Which agents there are, as far as whoever checks a definition knows. */
public interface AgentDirectory {
    /** Every agent's name. */
    List<String> agents();

    /** What an agent offers; empty for an agent that is not known. */
    List<Skill> skills(String agent);

    /**
     * One skill.
     *
     * @param outputSchema JSON Schema of its answer, where it declares one
     */
    record Skill(String name, Optional<String> inputSchema, Optional<String> outputSchema) {}
}
