package dev.agentmesh.agent;

/** What a skill does. Called by many threads at once, as many as the agent is wide. */
@FunctionalInterface
public interface SkillFunction<I, O> {
    /**
     * Works on one task.
     *
     * @throws Exception any exception means: try again by the policy; {@link Poison} and {@link Declined} say something else
     */
    O apply(I input, Task task) throws Exception;
}
