package dev.agentmesh.topics.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of {@code <ns>.tasks.<agent>}.
 *
 * @param taskId {@code runId/stepPath}; the record key
 * @param attempt from 1
 * @param lease only the orchestrator can make it; a result without the right one changes nothing
 */
public record TaskMessage(
        MessageHeader header, String taskId, String stepPath, int attempt, String lease, String agent, Body body)
        implements Message {

    public TaskMessage {
        header.requireRun();
        Identifiers.requireStepPath(stepPath);
        Identifiers.requireTaskId(taskId, header.runId(), stepPath);
        Checks.atLeastOne("attempt", attempt);
        Checks.filled("lease", lease, Checks.LINE);
        Identifiers.requireName("agent", agent);
    }

    @Override
    public String key() {
        return taskId;
    }

    public sealed interface Body permits Execute, Cancel {}

    /**
     * Work. Past the deadline nobody waits for the result any more.
     *
     * @param context a JSON object with what the step was given besides its input
     * @param priority from 1 to 9; of tasks that wait in the same host those with a higher one begin first
     */
    public record Execute(
            String skill,
            Payload input,
            Instant deadline,
            String idempotencyKey,
            Optional<Payload> context,
            int priority)
            implements Body {
        /** Of what does not say. */
        public static final int USUAL_PRIORITY = 5;

        /** Work of the usual priority. */
        public Execute(
                String skill, Payload input, Instant deadline, String idempotencyKey, Optional<Payload> context) {
            this(skill, input, deadline, idempotencyKey, context, USUAL_PRIORITY);
        }

        /** Work that comes with nothing but its input. */
        public Execute(String skill, Payload input, Instant deadline, String idempotencyKey) {
            this(skill, input, deadline, idempotencyKey, Optional.empty());
        }

        public Execute {
            // Empty means the agent's only skill.
            if (!skill.isEmpty()) {
                Identifiers.requireName("skill", skill);
            }
            deadline = Checks.instant("deadline", deadline);
            Checks.filled("idempotencyKey", idempotencyKey, 2_048);
            // Nobody's mistake about urgency makes a task unreadable.
            priority = Math.clamp(priority, 1, 9);
        }
    }

    /** The orchestrator no longer wants this attempt. */
    public record Cancel(String reason) implements Body {
        public Cancel {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
        }
    }
}
