package dev.agentmesh.language.dsl;

/**
 * An agent whose class or interface the workflow's author has at hand. Its name is written once, here; skills are then method references,
 * so that a renamed method is a compile error and not a surprise in a run.
 *
 * @param name the agent's, as it announces itself
 */
public record AgentType<A>(String name) {
    /** @param type the class or interface that has the skills as methods */
    public static <A> AgentType<A> of(String name, Class<A> type) {
        return new AgentType<>(name);
    }

    /** {@code agent/skill}, for the verbs that take agents by name. */
    public <O> String skill(Skill.Plain<A, O> method) {
        return named(method);
    }

    public <I, O> String skill(Skill.Of<A, I, O> method) {
        return named(method);
    }

    public <I, J, O> String skill(Skill.OfTwo<A, I, J, O> method) {
        return named(method);
    }

    private String named(Skill<A> method) {
        return name + "/" + MethodNames.of(method);
    }
}
