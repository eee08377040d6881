package dev.agentmesh.cli.fake;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The log of one run as a reader would find it: numbered, a second apart, chained. */
public final class TestLog {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final String runId;
    private final List<LogRecord> records = new ArrayList<>();
    private Instant at = TestShell.NOW.minus(Duration.ofMinutes(5));

    public TestLog(String runId) {
        this.runId = runId;
    }

    /** The next event happens so long before now. */
    public TestLog before(Duration ago) {
        at = TestShell.NOW.minus(ago);
        return this;
    }

    public TestLog add(Event... events) {
        for (Event event : events) {
            long seq = records.size() + 1L;
            var logged = new LoggedEvent(runId, seq, at, "mesh.commands-0:" + seq, hash(seq - 1), event);
            records.add(new LogRecord.LogEntry(new LogPosition("mesh.events", 0, seq - 1), logged, hash(seq)));
            at = at.plus(STEP);
        }
        return this;
    }

    /** Something in the log that is no event. */
    public TestLog damaged() {
        records.add(new LogRecord.Unreadable(
                new LogPosition("mesh.events", 0, records.size()), runId, at, "MESH-6005", "bytes do not decode"));
        return this;
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    private EventHash hash(long seq) {
        if (seq == 0) {
            return EventHash.NONE;
        }
        return EventHash.of(ByteBuffer.allocate(EventHash.SIZE)
                .putInt(runId.hashCode())
                .putLong(seq)
                .array());
    }
}
