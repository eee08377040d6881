package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.Writes;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that events came for lately. For one thread. */
final class RunFiles {
    private static final int MOST_ROWS = 60_000;

    private final Stored stored;
    private final String topic;
    /** The one used last stands last. */
    private final LinkedHashMap<String, RunFile> files = new LinkedHashMap<>(16, 0.75f, true);

    RunFiles(Stored stored, String topic) {
        this.stored = stored;
        this.topic = topic;
    }

    /** Makes these runs known, with few questions to the database. */
    void prepare(Collection<String> runIds) throws SQLException {
        List<String> unknown =
                runIds.stream().distinct().filter(id -> !files.containsKey(id)).toList();
        Map<String, Stored.Found> found = stored.runs(unknown);
        for (String id : unknown) {
            Stored.Found row = found.get(id);
            files.put(id, row == null ? RunFile.fresh(id, stored) : RunFile.resumed(row, topic, stored));
        }
    }

    /** A run that was made known. */
    RunFile get(String runId) {
        RunFile file = files.get(runId);
        if (file == null) {
            throw new IllegalStateException("Expected run " + runId + " to be prepared");
        }
        return file;
    }

    /** Another run begins under the id. */
    RunFile begin(String runId) throws SQLException {
        stored.remove(runId);
        RunFile file = RunFile.fresh(runId, stored);
        files.put(runId, file);
        return file;
    }

    void write(Writes writes, Collection<String> runIds) {
        runIds.forEach(id -> get(id).write(writes));
    }

    /** After a commit: runs that are over hear little more, and those not heard of for long make room. */
    void trim(Collection<String> runIds) {
        runIds.forEach(id -> {
            if (get(id).isOver()) {
                files.remove(id);
            }
        });
        long rows = files.values().stream().mapToLong(RunFile::weight).sum();
        Iterator<RunFile> oldest = files.values().iterator();
        while (rows > MOST_ROWS && oldest.hasNext()) {
            rows -= oldest.next().weight();
            oldest.remove();
        }
    }

    /** After a rollback nothing here is true. */
    void clear() {
        files.clear();
    }
}
