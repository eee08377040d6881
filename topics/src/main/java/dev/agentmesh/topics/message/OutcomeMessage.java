package dev.agentmesh.topics.message;

import java.util.Locale;
import java.util.Optional;

/**
 * A record of {@code <ns>.outcomes}, key run id: one per finished run.
 *
 * @param undone how many finished steps were taken back before the run ended
 * @param undoFailed how many could not be taken back
 */
public record OutcomeMessage(
        MessageHeader header,
        String workflow,
        String version,
        Status status,
        Optional<Payload> output,
        Optional<Failure> failure,
        int undone,
        int undoFailed)
        implements Message {
    /** The outcome of a run in which nothing was undone. */
    public OutcomeMessage(
            MessageHeader header,
            String workflow,
            String version,
            Status status,
            Optional<Payload> output,
            Optional<Failure> failure) {
        this(header, workflow, version, status, output, failure, 0, 0);
    }

    public OutcomeMessage {
        header.requireRun();
        Checks.text("workflow", workflow, Checks.LINE);
        Checks.text("version", version, Checks.LINE);
    }

    @Override
    public String key() {
        return header.runId();
    }

    /** Whether the run failed, or was canceled, and what it had done was to be taken back. */
    public boolean rolledBack() {
        return undone + undoFailed > 0;
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
