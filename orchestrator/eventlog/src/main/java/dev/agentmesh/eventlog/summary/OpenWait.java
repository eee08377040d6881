package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that waits for the world outside.
 *
 * @param what the question's title, the event's name or the child's id; empty for a time
 * @param assign who may answer a question; empty for anybody, and for what is no question
 * @param shown the hash an answer has to name; empty for what is no question
 * @param until when it ends by itself
 */
public record OpenWait(
        StepPath path, Kind kind, String what, String assign, String shown, Instant since, Optional<Instant> until) {
    /** What has to come. */
    public enum Kind {
        HUMAN,
        EVENT,
        TIMER,
        RUN
    }
}
