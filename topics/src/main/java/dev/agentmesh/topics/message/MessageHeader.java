package dev.agentmesh.topics.message;

import java.time.Instant;

/**
 * What every record starts with.
 *
 * @param runId the run it belongs to; empty where it belongs to none
 * @param seq position in the run's log, from 1; 0 outside the log
 * @param at when it was made, in whole milliseconds
 * @param cause what made it come into being: {@code topic-partition:offset}, or a word such as {@code timer} or {@code cli}
 */
public record MessageHeader(String runId, long seq, Instant at, String cause) {
    public MessageHeader {
        if (!runId.isEmpty()) {
            Identifiers.requireRunId("runId", runId);
        }
        Checks.notNegative("seq", seq);
        at = Checks.instant("at", at);
        Checks.text("cause", cause, Checks.LINE);
    }

    /** The header of a record outside the log. */
    public static MessageHeader of(String runId, Instant at, String cause) {
        return new MessageHeader(runId, 0, at, cause);
    }

    MessageHeader requireRun() {
        if (runId.isEmpty()) {
            throw new IllegalArgumentException("runId is empty; this record belongs to a run");
        }
        return this;
    }
}
