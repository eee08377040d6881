package dev.agentmesh.host.skill;

import dev.agentmesh.agent.SkillFunction;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.shape.ShapeReader;
import dev.agentmesh.host.shape.UndescribableType;
import dev.agentmesh.topics.error.MeshException;
import java.util.List;

/** Binds agents made of functions. */
final class FunctionalAgents {
    private FunctionalAgents() {}

    static AgentDefinition define(Functional agent) {
        List<BoundSkill> skills =
                agent.skills().stream().map(skill -> bind(agent, skill)).toList();
        return AgentDefinition.of(
                agent.name(), agent.about(), agent.width(), agent.costly(), skills, agent.onMessage());
    }

    private static BoundSkill bind(Functional agent, FunctionalSkill skill) {
        try {
            // A lambda's parameter has no name at run time, so a field of any name may wrap the value.
            SkillInput input = SkillInput.one(skill.input(), ShapeReader.read(skill.input()), "");
            @SuppressWarnings("unchecked") // Mesh.skill(...) ties the function to the two classes
            SkillFunction<Object, Object> function = (SkillFunction<Object, Object>) skill.function();
            return new BoundSkill(
                    skill.name(),
                    skill.about(),
                    input,
                    ShapeReader.read(skill.output()),
                    (arguments, task) -> function.apply(arguments[0], task));
        } catch (UndescribableType e) {
            throw new MeshException(
                    HostErrors.UNDESCRIBABLE_TYPE,
                    "skill \"" + skill.name() + "\" of agent \"" + agent.name() + "\": " + e.getMessage(),
                    e);
        }
    }
}
