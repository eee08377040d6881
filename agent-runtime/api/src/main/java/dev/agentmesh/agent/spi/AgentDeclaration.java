package dev.agentmesh.agent.spi;

import dev.agentmesh.agent.MessageFunction;
import dev.agentmesh.agent.SkillFunction;
import java.util.List;
import java.util.Optional;

/** An agent as its author declared it. */
public sealed interface AgentDeclaration permits AgentDeclaration.Annotated, AgentDeclaration.Functional {
    /** An instance of a class that carries {@link dev.agentmesh.agent.Agent}. */
    record Annotated(Object instance) implements AgentDeclaration {}

    /** An agent made of functions; names and width have been checked. */
    record Functional(
            String name,
            String about,
            int width,
            boolean costly,
            List<FunctionalSkill> skills,
            Optional<MessageFunction> onMessage)
            implements AgentDeclaration {
        public Functional {
            skills = List.copyOf(skills);
        }

        /** One that is deaf to messages. */
        public Functional(String name, String about, int width, boolean costly, List<FunctionalSkill> skills) {
            this(name, about, width, costly, skills, Optional.empty());
        }
    }

    record FunctionalSkill(String name, String about, Class<?> input, Class<?> output, SkillFunction<?, ?> function) {}
}
