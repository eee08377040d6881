package dev.agentmesh.host.skill;

import dev.agentmesh.agent.MessageFunction;
import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.topics.error.MeshException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An agent ready to be called: every skill's types have been read and its schemas are known.
 *
 * @param width tasks one process works on at once, at least 1
 * @param costly whether a start is marked before it happens
 * @param skills by name, in the order of declaration; at least one
 * @param onMessage what it does with what other agents tell it
 */
public record AgentDefinition(
        String name,
        String about,
        int width,
        boolean costly,
        SequencedMap<String, BoundSkill> skills,
        Optional<MessageFunction> onMessage) {
    public AgentDefinition {
        skills = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(skills));
        if (skills.isEmpty()) {
            throw new MeshException(HostErrors.BAD_SKILL_METHOD, "agent \"" + name + "\" has no skill");
        }
        if (width < 1) {
            throw new MeshException(
                    HostErrors.BAD_SKILL_METHOD,
                    "agent \"" + name + "\" has width " + width + "; at least 1 is needed");
        }
    }

    /** @throws MeshException {@code MESH-3006} or {@code MESH-3007} if it cannot be served as declared */
    public static AgentDefinition of(AgentDeclaration declaration) {
        return switch (declaration) {
            case AgentDeclaration.Annotated(Object instance) -> AnnotatedAgents.define(instance);
            case AgentDeclaration.Functional functional -> FunctionalAgents.define(functional);
        };
    }

    /** The skill a task names; a task that names none means the only skill. */
    public Optional<BoundSkill> skill(String skillName) {
        if (skillName.isEmpty() && skills.size() == 1) {
            return skills.values().stream().findFirst();
        }
        return Optional.ofNullable(skills.get(skillName));
    }

    /** The same agent with another width. */
    public AgentDefinition withWidth(int tasksAtOnce) {
        return new AgentDefinition(name, about, tasksAtOnce, costly, skills, onMessage);
    }

    static AgentDefinition of(
            String name,
            String about,
            int width,
            boolean costly,
            List<BoundSkill> skills,
            Optional<MessageFunction> onMessage) {
        SequencedMap<String, BoundSkill> byName = new LinkedHashMap<>();
        for (BoundSkill skill : skills) {
            if (byName.putIfAbsent(skill.name(), skill) != null) {
                throw new MeshException(
                        HostErrors.BAD_SKILL_METHOD,
                        "agent \"" + name + "\" has two skills named \"" + skill.name() + "\"");
            }
        }
        return new AgentDefinition(name, about, width, costly, byName, onMessage);
    }
}
