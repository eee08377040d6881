package dev.agentmesh.eventlog.log;

import dev.agentmesh.core.run.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event in its place.
 *
 * @param seq from 1, without a gap within the run
 * @param at when it happened, in whole milliseconds: the time of the command it came from
 * @param cause what brought it about: {@code topic-partition:offset} of the command's record, or {@code timer}
 * @param prevHash the hash of event {@code seq - 1}; {@link EventHash#NONE} for the first
 */
public record LoggedEvent(String runId, long seq, Instant at, String cause, EventHash prevHash, Event event) {
    public LoggedEvent {
        if (seq < 1) {
            throw new IllegalArgumentException("Expected seq to count from 1 but found " + seq + " in run " + runId);
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
