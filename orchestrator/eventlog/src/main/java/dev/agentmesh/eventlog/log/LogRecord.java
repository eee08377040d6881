package dev.agentmesh.eventlog.log;

import java.time.Instant;

/** A record of the log as a reader found it. */
public sealed interface LogRecord {
    LogPosition position();

    /** The run the record's key names; empty when the key is none. */
    String runId();

    /**
     * An event.
     *
     * @param hash computed from the record's bytes
     */
    record LogEntry(LogPosition position, LoggedEvent logged, EventHash hash) implements LogRecord {
        @Override
        public String runId() {
            return logged.runId();
        }
    }

    /**
     * Something that is no event of the run its key names. Only the orchestrator may write the log, so this is damage or
     * tampering.
     *
     * @param timestamp the record's own
     * @param code such as {@code MESH-6005}
     */
    record Unreadable(LogPosition position, String runId, Instant timestamp, String code, String reason)
            implements LogRecord {}
}
