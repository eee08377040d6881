package dev.agentmesh.language.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two agents: a writer with one skill, a reviewer with two. */
final class FakeDirectory implements AgentDirectory {
    private static final String DRAFT =
            "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"words\":{\"type\":\"integer\"}}}";

    private final Map<String, List<Skill>> agents = new LinkedHashMap<>();

    FakeDirectory() {
        agents.put("writer", List.of(new Skill("write", Optional.empty(), Optional.of(DRAFT))));
        agents.put(
                "reviewer",
                List.of(
                        new Skill("security", Optional.empty(), Optional.empty()),
                        new Skill("style", Optional.empty(), Optional.empty())));
    }

    @Override
    public List<String> agents() {
        return List.copyOf(agents.keySet());
    }

    @Override
    public List<Skill> skills(String agent) {
        return agents.getOrDefault(agent, List.of());
    }
}
