package dev.agentmesh.topics.message;

import java.util.Optional;

/**
 * Work that one agent gives another without a deployed workflow: a run of one step. What it runs is in the name and the version its start
 * asks for, so that whoever meets the run can tell.
 *
 * @param skill empty for the agent's only one
 */
public record DirectWork(String agent, String skill) {
    /** What the names of such workflows start with; nobody deploys one. */
    public static final String PREFIX = "direct.";

    /** No skill is spelt in capitals. */
    private static final String ONLY_SKILL = "ONLY";

    public DirectWork {
        Identifiers.requireName("agent", agent);
        if (!skill.isEmpty()) {
            Identifiers.requireName("skill", skill);
        }
    }

    public String workflow() {
        return PREFIX + agent;
    }

    public String version() {
        return skill.isEmpty() ? ONLY_SKILL : skill;
    }

    /** The work that a workflow's name and version stand for; empty for a deployed one. */
    public static Optional<DirectWork> of(String workflow, String version) {
        if (!workflow.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DirectWork(workflow.substring(PREFIX.length()), version.equals(ONLY_SKILL) ? "" : version));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
