package dev.agentmesh.cli.workflow;

import dev.agentmesh.language.definition.AgentDirectory;
import dev.agentmesh.language.definition.MissingAgents;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard.SkillCard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agents that have announced themselves, also those that are away at the moment: their tasks wait for them. */
public final class KnownAgents implements AgentDirectory {
    private final Map<String, Map<String, Skill>> skills = new TreeMap<>();

    private KnownAgents() {}

    public static KnownAgents of(List<AgentAnnouncement> announcements) {
        var known = new KnownAgents();
        announcements.forEach(known::add);
        return known;
    }

    /** A parser that checks definitions against these. */
    public WorkflowParser parser(MissingAgents missing) {
        return new WorkflowParser(this, missing);
    }

    @Override
    public List<String> agents() {
        return List.copyOf(skills.keySet());
    }

    @Override
    public List<Skill> skills(String agent) {
        return List.copyOf(skills.getOrDefault(agent, Map.of()).values());
    }

    private void add(AgentAnnouncement announcement) {
        Map<String, Skill> own = skills.computeIfAbsent(announcement.agent(), name -> new LinkedHashMap<>());
        for (SkillCard card : announcement.card().skills()) {
            own.put(card.name(), new Skill(card.name(), schema(card.inputSchema()), schema(card.outputSchema())));
        }
    }

    /** A skill that declares nothing takes and gives anything. */
    private static Optional<String> schema(String text) {
        return text.isBlank() || text.equals("{}") ? Optional.empty() : Optional.of(text);
    }
}
