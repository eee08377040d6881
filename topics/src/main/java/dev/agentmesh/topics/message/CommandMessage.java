package dev.agentmesh.topics.message;

import java.time.Duration;
import java.util.Optional;

/** A record of {@code <ns>.commands}, key run id: an intent sent to the orchestrator. */
public record CommandMessage(MessageHeader header, Body body) implements Message {
    public CommandMessage {
        header.requireRun();
    }

    @Override
    public String key() {
        return header.runId();
    }

    public sealed interface Body permits StartRun, CancelRun, RedriveTask {}

    /**
     * Starts the run that the header names.
     *
     * @param version empty takes the newest version known when the command is handled
     * @param timeLimit empty leaves the workflow's own limit
     * @param by who asked; may be empty
     */
    public record StartRun(
            String workflow,
            Optional<String> version,
            Payload input,
            Optional<String> title,
            Optional<Duration> timeLimit,
            String by)
            implements Body {
        public StartRun {
            Identifiers.requireId("workflow", workflow);
            version.ifPresent(v -> Identifiers.requireId("version", v));
            title.ifPresent(t -> Checks.text("title", t, Checks.LINE));
            timeLimit = timeLimit.map(limit -> Checks.duration("timeLimit", limit));
            Checks.text("by", by, Checks.LINE);
        }
    }

    public record CancelRun(String reason, String by) implements Body {
        public CancelRun {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    /**
     * Dispatches a dead-lettered task once more.
     *
     * @param input empty keeps the input as it was
     */
    public record RedriveTask(String stepPath, Optional<Payload> input, String reason, String by) implements Body {
        public RedriveTask {
            Identifiers.requireStepPath(stepPath);
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }
}
