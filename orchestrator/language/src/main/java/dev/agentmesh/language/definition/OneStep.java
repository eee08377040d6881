package dev.agentmesh.language.definition;

import java.time.Duration;
import java.util.Optional;

/** The workflow that sending one task to one agent runs: a single step, and the run's input is the task's. */
public final class OneStep {
    private OneStep() {}

    /** {@code task-AGENT-SKILL}; without a skill {@code task-AGENT}. */
    public static String name(String agent, String skill) {
        return skill.isEmpty() ? "task-" + agent : "task-" + agent + "-" + skill;
    }

    /**
     * The definition's text, the same for the same arguments.
     *
     * @param skill empty for the agent's only skill
     * @param timeout of one attempt, from 100 ms to 7 days
     */
    public static String source(String agent, String skill, Optional<Duration> timeout) {
        String call = skill.isEmpty() ? agent : agent + "/" + skill;
        return "mesh: v1\n"
                + "workflow: " + name(agent, skill) + "\n"
                + "about: One task for " + call + "\n"
                + "steps:\n"
                + "  - id: task\n"
                + "    agent: \"" + call + "\"\n"
                + timeout.map(limit -> "    timeout: " + limit.toMillis() + "ms\n")
                        .orElse("");
    }
}
