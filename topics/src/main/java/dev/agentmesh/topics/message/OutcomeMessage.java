package dev.agentmesh.topics.message;

import java.util.Locale;
import java.util.Optional;

/** A record of {@code <ns>.outcomes}, key run id: one per finished run. */
public record OutcomeMessage(
        MessageHeader header,
        String workflow,
        String version,
        Status status,
        Optional<Payload> output,
        Optional<Failure> failure)
        implements Message {

    public OutcomeMessage {
        header.requireRun();
        Checks.text("workflow", workflow, Checks.LINE);
        Checks.text("version", version, Checks.LINE);
    }

    @Override
    public String key() {
        return header.runId();
    }

    /** How a run can end. */
    public enum Status {
        COMPLETED,
        FAILED,
        CANCELED,
        REJECTED;

        /** As records and people spell it: {@code completed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status ofWord(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException(
                    "status \"" + word + "\" is none of completed, failed, canceled, rejected");
        }
    }
}
