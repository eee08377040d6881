package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.value.StepPath;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which runs wait for events of which name, on this partition. A key is the event, a zero, the run, a zero, the step's path;
 * there is nothing else to keep. One instance per task; used by its thread only.
 */
public final class HearerStore {
    private static final char SEPARATOR = 0;

    private final KeyValueStore<Bytes, byte[]> store;

    public HearerStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    public void add(String event, String runId, StepPath path) {
        store.put(key(event, runId, path.text()), new byte[0]);
    }

    public void remove(String event, String runId, StepPath path) {
        store.delete(key(event, runId, path.text()));
    }

    /** Every run that waits for the event, once. */
    public SequencedSet<String> runs(String event) {
        SequencedSet<String> runs = new LinkedHashSet<>();
        int prefix = event.length() + 1;
        try (KeyValueIterator<Bytes, byte[]> found =
                store.range(key(event, "", ""), bytes(event + (char) (SEPARATOR + 1)))) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> entry = found.next();
                String text = new String(entry.key.get(), StandardCharsets.UTF_8);
                int end = text.indexOf(SEPARATOR, prefix);
                if (end > prefix) {
                    runs.add(text.substring(prefix, end));
                }
            }
        }
        return runs;
    }

    private static Bytes key(String event, String runId, String path) {
        return bytes(event + SEPARATOR + runId + SEPARATOR + path);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
