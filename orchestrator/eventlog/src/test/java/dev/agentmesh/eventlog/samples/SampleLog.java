package dev.agentmesh.eventlog.samples;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.eventlog.chain.EventAppender.Appended;
import dev.agentmesh.eventlog.chain.HashChain;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, each event in a decision of its own. */
public final class SampleLog {
    private static final EventCodec CODEC = Codecs.events();

    private SampleLog() {}

    public static List<LogRecord> of(String runId, List<Event> events) {
        List<LogRecord> records = new ArrayList<>();
        LogHead head = LogHead.EMPTY;
        for (Event event : events) {
            Appended appended = new EventAppender(CODEC)
                    .append(
                            runId,
                            head,
                            List.of(event),
                            SampleRun.START.plusSeconds(head.seq()),
                            "mesh.commands-0:" + head.seq());
            records.add(new LogRecord.LogEntry(
                    position(records.size()),
                    appended.events().getFirst().logged(),
                    appended.head().hash()));
            head = appended.head();
        }
        return records;
    }

    /** The record as it would be read had somebody put this event there, with whatever hash that gives. */
    public static LogRecord entry(LoggedEvent logged, long offset) {
        EventHash hash = HashChain.hash(logged.runId(), logged.seq(), logged.prevHash(), CODEC.encode(logged));
        return new LogRecord.LogEntry(position(offset), logged, hash);
    }

    public static List<LoggedEvent> events(List<LogRecord> records) {
        return records.stream()
                .map(found -> ((LogRecord.LogEntry) found).logged())
                .toList();
    }

    public static LogPosition position(long offset) {
        return new LogPosition(Codecs.EVENTS, 0, offset);
    }
}
