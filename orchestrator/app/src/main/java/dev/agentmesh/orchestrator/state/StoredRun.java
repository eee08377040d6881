package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.KeyRange;
import dev.agentmesh.eventlog.cell.RunPage;
import dev.agentmesh.eventlog.log.LogHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One run in the store. What was read or written is remembered, as far as it is small, until its owner lets go of it; the store has no
 * other writer.
 */
public final class StoredRun implements RunView {
    /** What one run may hold of memory: a map over ten thousand items is read again from the store, bit by bit. */
    private static final int MOST_CELLS = 32;

    private static final int LARGEST_CELL = 512;

    private final String runId;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<CellKey, Optional<Cell>> known = new HashMap<>();
    private @Nullable RunPage page;

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
        Optional<Cell> cell = known.get(key);
        if (cell == null) {
            byte[] stored = page().get(key);
            if (stored == null && page().hasOutside()) {
                stored = store.get(bytes(key));
            }
            cell = Optional.ofNullable(stored).map(CellCodec::decode);
            remember(key, cell, stored == null ? 0 : stored.length);
        }
        return cell;
    }

    private void remember(CellKey key, Optional<Cell> cell, int size) {
        if (known.size() >= MOST_CELLS) {
            known.clear();
        }
        if (size <= LARGEST_CELL) {
            known.put(key, cell);
        } else {
            known.remove(key);
        }
    }

    @Override
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        List<CellKey> keys = page().within(kind, scope);
        if (page().hasOutside()) {
            addOutside(keys, kind, scope);
            keys.sort(null);
        }
        return keys;
    }

    private void addOutside(List<CellKey> keys, CellKey.Kind kind, StepPath scope) {
        for (KeyRange range : CellKeyCodec.within(runId, kind, scope)) {
            try (KeyValueIterator<Bytes, byte[]> cells =
                    store.range(Bytes.wrap(range.first()), Bytes.wrap(range.last()))) {
                while (cells.hasNext()) {
                    KeyValue<Bytes, byte[]> cell = cells.next();
                    CellKeyCodec.decode(cell.key.get()).ifPresent(stored -> keys.add(stored.key()));
                }
            }
        }
    }

    /** Writes what a decision changes, and where the log ends with it. */
    public void write(List<CellChange> changes, LogHead end) {
        for (CellChange change : changes) {
            if (change.value().isPresent()) {
                put(change.key(), change.value().get());
            } else {
                remove(change.key());
            }
        }
        page().overflow().forEach((key, cell) -> store.put(bytes(key), cell));
        page().head(end);
        store.put(Bytes.wrap(CellKeyCodec.page(runId)), page().toBytes());
    }

    /** Whether it has ended, as far as that is known without a look at the store. */
    public boolean isOver() {
        return known.getOrDefault(CellKey.RUN, Optional.empty()).orElse(null) instanceof Cell.RunCell run
                && run.status() != RunStatus.RUNNING;
    }

    private void put(CellKey key, Cell cell) {
        byte[] value = CellCodec.encode(cell);
        boolean takes = page().takes(value.length);
        if (takes ? !isOutside(key) : page().contains(key) && page().isSmall(value)) {
            page().put(key, value);
        } else {
            page().remove(key);
            page().putOutside();
            store.put(bytes(key), value);
        }
        remember(key, Optional.of(cell), value.length);
    }

    private void remove(CellKey key) {
        if (page().contains(key)) {
            page().remove(key);
        } else if (page().hasOutside()) {
            store.delete(bytes(key));
        }
        remember(key, Optional.empty(), 0);
    }

    private boolean isOutside(CellKey key) {
        return page().hasOutside() && !page().contains(key) && get(key).isPresent();
    }

    /** Where the run's log ends. */
    public LogHead head() {
        return page().head();
    }

    private RunPage page() {
        RunPage now = page;
        if (now == null) {
            byte[] stored = store.get(Bytes.wrap(CellKeyCodec.page(runId)));
            now = stored == null ? RunPage.empty() : RunPage.ofBytes(stored);
            page = now;
        }
        return now;
    }

    private Bytes bytes(CellKey key) {
        return Bytes.wrap(CellKeyCodec.encode(runId, key));
    }
}
