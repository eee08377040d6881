package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.KeyRange;
import dev.agentmesh.eventlog.log.LogHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** One run in the store, for the time of one command. Each cell is read and decoded at most once. */
public final class StoredRun implements RunView {
    private final String runId;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<CellKey, Optional<Cell>> read = new HashMap<>();

    public StoredRun(String runId, KeyValueStore<Bytes, byte[]> store) {
        this.runId = runId;
        this.store = store;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public Optional<Cell> get(CellKey key) {
        return read.computeIfAbsent(
                key, k -> Optional.ofNullable(store.get(bytes(k))).map(CellCodec::decode));
    }

    @Override
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        List<CellKey> keys = new ArrayList<>();
        for (KeyRange range : CellKeyCodec.within(runId, kind, scope)) {
            try (KeyValueIterator<Bytes, byte[]> cells =
                    store.range(Bytes.wrap(range.first()), Bytes.wrap(range.last()))) {
                while (cells.hasNext()) {
                    KeyValue<Bytes, byte[]> cell = cells.next();
                    CellKeyCodec.decode(cell.key.get()).ifPresent(stored -> keys.add(stored.key()));
                }
            }
        }
        keys.sort(null);
        return keys;
    }

    public void write(List<CellChange> changes) {
        for (CellChange change : changes) {
            if (change.value().isPresent()) {
                store.put(bytes(change.key()), CellCodec.encode(change.value().get()));
            } else {
                store.delete(bytes(change.key()));
            }
        }
    }

    public LogHead head() {
        byte[] head = store.get(Bytes.wrap(CellKeyCodec.head(runId)));
        return head == null ? LogHead.EMPTY : LogHead.ofBytes(head);
    }

    public void writeHead(LogHead head) {
        store.put(Bytes.wrap(CellKeyCodec.head(runId)), head.toBytes());
    }

    private Bytes bytes(CellKey key) {
        return Bytes.wrap(CellKeyCodec.encode(runId, key));
    }
}
