package dev.agentmesh.orchestrator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The open runs that were decided last, with what was read and written of them. One instance per task; used by its thread only. */
public final class RecentRuns {
    private static final int MOST = 2_048;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<String, StoredRun> runs = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StoredRun> eldest) {
            return size() > MOST;
        }
    };

    public RecentRuns(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Drops what is remembered of the run; what is asked of it later is read from the store. */
    public void forget(String runId) {
        runs.remove(runId);
    }

    public StoredRun get(String runId) {
        return runs.computeIfAbsent(runId, id -> new StoredRun(id, store));
    }
}
