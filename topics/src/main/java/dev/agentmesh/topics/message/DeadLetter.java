package dev.agentmesh.topics.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of {@code <ns>.dead-letters}: what could not be processed, with everything needed to understand, mend and redrive it;
 * or the mark that it was redriven.
 *
 * @param id names the letter; a {@link Redriven} mark has the id of the letter it marks
 * @param origin the record as it stood in its topic; empty where there was none
 * @param firstAt when the failing began
 * @param lastAt when it was given up
 */
public record DeadLetter(
        MessageHeader header,
        String id,
        Failure failure,
        Optional<Origin> origin,
        Instant firstAt,
        Instant lastAt,
        Body body) {

    public DeadLetter {
        Identifiers.requireId("dead letter id", id);
        firstAt = Checks.instant("firstAt", firstAt);
        lastAt = Checks.instant("lastAt", lastAt);
    }

    public sealed interface Body permits ExhaustedTask, PoisonRecord, Redriven {}

    /**
     * A task that ran out of attempts.
     *
     * @param held whether the run waits for a redrive
     */
    public record ExhaustedTask(
            String taskId,
            String stepPath,
            String agent,
            String skill,
            int attempt,
            Payload input,
            boolean held,
            String workflow,
            String version,
            String traceId)
            implements Body {
        public ExhaustedTask {
            Checks.filled("taskId", taskId, 2_048);
            Identifiers.requireStepPath(stepPath);
            Identifiers.requireName("agent", agent);
            // Empty means the agent's only skill.
            if (!skill.isEmpty()) {
                Identifiers.requireName("skill", skill);
            }
            Checks.atLeastOne("attempt", attempt);
            Checks.text("workflow", workflow, Checks.LINE);
            Checks.text("version", version, Checks.LINE);
            Checks.text("traceId", traceId, 64);
        }
    }

    /**
     * A record its reader could not process.
     *
     * @param reader who gave it up, such as {@code orchestrator} or {@code agent/greeter}
     */
    public record PoisonRecord(String reader) implements Body {
        public PoisonRecord {
            Checks.filled("reader", reader, Checks.LINE);
        }
    }

    /**
     * A redrive that was asked for.
     *
     * @param topic where the redriven record or command went
     */
    public record Redriven(String by, String reason, String topic, boolean edited) implements Body {
        public Redriven {
            Checks.text("by", by, Checks.LINE);
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("topic", topic, Checks.LINE);
        }
    }

    /** A record as it stood in its topic. Nothing in it is checked: it is here because it was wrong. */
    public record Origin(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            Optional<Octets> key,
            Optional<Octets> value,
            List<Header> headers) {
        public Origin {
            headers = List.copyOf(headers);
        }
    }

    /** A record header; Kafka's absent value is kept as an empty one. */
    public record Header(String name, Octets value) {}
}
