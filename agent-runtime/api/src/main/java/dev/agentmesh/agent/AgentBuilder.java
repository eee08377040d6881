package dev.agentmesh.agent;

import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.agent.spi.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Describes an agent made of functions. Not safe for use by several threads. */
public final class AgentBuilder {
    private static final int DEFAULT_WIDTH = 4;

    private final String name;
    private final SequencedMap<String, FunctionalSkill> skills = new LinkedHashMap<>();
    private String about = "";
    private int width = DEFAULT_WIDTH;
    private boolean costly = true;
    private Optional<MessageFunction> onMessage = Optional.empty();

    AgentBuilder(String name) {
        this.name = Names.requireAgent(name);
    }

    /** One sentence a person or a supervising agent chooses by. */
    public AgentBuilder about(String text) {
        this.about = text;
        return this;
    }

    /** How many tasks one process works on at once, at least 1; 4 unless said. */
    public AgentBuilder width(int tasksAtOnce) {
        if (tasksAtOnce < 1) {
            throw new AgentDeclarationException(
                    AgentDeclarationException.BAD_WIDTH,
                    "width of agent \"" + name + "\" is " + tasksAtOnce + "; it must be at least 1");
        }
        this.width = tasksAtOnce;
        return this;
    }

    /** Running a task twice costs nothing worth mentioning, so its start need not be marked before it runs; see {@link Agent#costly()}. */
    public AgentBuilder cheap() {
        this.costly = false;
        return this;
    }

    /** Like {@link #skill(String, String, Class, Class, SkillFunction)} without a description. */
    public <I, O> AgentBuilder skill(
            String skillName, Class<I> input, Class<O> output, SkillFunction<? super I, ? extends O> function) {
        return skill(skillName, "", input, output, function);
    }

    /**
     * Adds one thing the agent can do.
     *
     * @param description one sentence on what it does
     * @throws AgentDeclarationException {@code MESH-3002} for a name that cannot be used or is taken
     */
    public <I, O> AgentBuilder skill(
            String skillName,
            String description,
            Class<I> input,
            Class<O> output,
            SkillFunction<? super I, ? extends O> function) {
        Names.requireSkill(name, skillName);
        if (skills.putIfAbsent(skillName, new FunctionalSkill(skillName, description, input, output, function))
                != null) {
            throw new AgentDeclarationException(
                    AgentDeclarationException.BAD_SKILL_NAME,
                    "agent \"" + name + "\" has two skills named \"" + skillName + "\"");
        }
        return this;
    }

    /** What the agent does with what other agents tell it; without it the agent hears nothing. */
    public AgentBuilder onMessage(MessageFunction handler) {
        this.onMessage = Optional.of(handler);
        return this;
    }

    AgentDeclaration build() {
        return new AgentDeclaration.Functional(
                name, about, width, costly, List.copyOf(skills.sequencedValues()), onMessage);
    }
}
