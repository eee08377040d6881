package dev.agentmesh.inprocess;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;

/**
 * One attempt of a task, as an agent gets it.
 *
 * @param skill empty for the agent's only skill
 * @param attempt from 1
 * @param idempotencyKey the same for all attempts of the task
 * @param deadline after it nobody waits for the answer
 */
public record TaskCall(
        String runId,
        StepPath path,
        int attempt,
        String agent,
        String skill,
        Payload input,
        String idempotencyKey,
        Instant deadline) {
    /** What the agent is called in a definition: {@code agent} or {@code agent/skill}. */
    public String name() {
        return skill.isEmpty() ? agent : agent + "/" + skill;
    }
}
