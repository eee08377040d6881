package dev.agentmesh.console.samples;

import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.eventlog.chain.EventAppender.EncodedEvent;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.LoggedFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log that runs leave behind: chained, in the order things happened, spread over partitions. */
public final class SampleLog {
    private SampleLog() {}

    /**
     * A run's events as they are written.
     *
     * @param partition how many commands there were before this one decides the cause's offset
     */
    public static List<EncodedEvent> encoded(LocalRun run, EventCodec codec, int partition) {
        EventAppender appender = new EventAppender(codec);
        LogHead head = LogHead.EMPTY;
        List<EncodedEvent> events = new ArrayList<>();
        for (LoggedFact fact : run.log()) {
            String cause = "mesh.commands-" + partition + ":" + (run.id().hashCode() & 0xffff)
                    + fact.at().getEpochSecond() % 1000;
            EventAppender.Appended appended = appender.append(run.id(), head, List.of(fact.event()), fact.at(), cause);
            events.addAll(appended.events());
            head = appended.head();
        }
        return events;
    }

    /** All of them, by time, on {@code partitions} partitions of {@code mesh.events}, with the marks of transactions between them. */
    public static List<LogRecord> of(List<LocalRun> runs, EventCodec codec, int partitions) {
        List<EncodedEvent> all = new ArrayList<>();
        runs.forEach(run -> all.addAll(encoded(run, codec, partitionOf(run.id(), partitions))));
        all.sort(Comparator.comparing((EncodedEvent event) -> event.logged().at()));
        Map<Integer, Long> ends = new HashMap<>();
        List<LogRecord> records = new ArrayList<>();
        for (EncodedEvent event : all) {
            int part = partitionOf(event.logged().runId(), partitions);
            long offset = ends.merge(part, 2L, Long::sum) - 2;
            records.add(new LogRecord.LogEntry(
                    new LogPosition("mesh.events", part, offset), event.logged(), EventHash.NONE));
        }
        return records;
    }

    private static int partitionOf(String runId, int partitions) {
        return Math.floorMod(runId.hashCode(), partitions);
    }
}
