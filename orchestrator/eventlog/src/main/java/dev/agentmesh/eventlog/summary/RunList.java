package dev.agentmesh.eventlog.summary;

import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Next;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All runs of a log, gathered in one pass over it. For one thread. */
public final class RunList implements LogVisitor {
    private static final int SHOWN = 20;

    private final Map<String, RunProjection> runs = new HashMap<>();
    private final List<LogRecord.Unreadable> unreadable = new ArrayList<>();
    private long unreadableCount;

    @Override
    public Next accept(LogRecord found) {
        switch (found) {
            case LogRecord.LogEntry entry ->
                runs.computeIfAbsent(entry.runId(), RunProjection::new).accept(entry.logged());
            case LogRecord.Unreadable bad -> {
                unreadableCount++;
                if (unreadable.size() < SHOWN) {
                    unreadable.add(bad);
                }
            }
        }
        return Next.GO_ON;
    }

    /** Newest start first; runs that started together by id. */
    public List<RunSummary> newestFirst() {
        return runs.values().stream()
                .map(RunProjection::summary)
                .sorted(Comparator.comparing(RunSummary::startedAt).reversed().thenComparing(RunSummary::runId))
                .toList();
    }

    /** The first records that were no events; {@link #unreadableCount} says how many there were. */
    public List<LogRecord.Unreadable> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    public long unreadableCount() {
        return unreadableCount;
    }
}
