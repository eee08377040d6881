package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets the state of runs that have been over for long; their log stays. Goes round the store a little at a time, so that neither a
 * commit nor a step has to wait for it. One instance per task; used by its thread only.
 */
public final class Sweep {
    /** Keys that are looked at or removed in one call: some milliseconds, in which no step is decided. */
    private static final int MOST = 200;

    private final KeyValueStore<Bytes, byte[]> store;
    private final RecentRuns recent;
    private final Duration keep;
    /** Where the next call goes on; nothing for the beginning. */
    private @Nullable Bytes next;

    public Sweep(KeyValueStore<Bytes, byte[]> store, RecentRuns recent, Duration keep) {
        this.store = store;
        this.recent = recent;
        this.keep = keep;
    }

    /** @return how many keys were removed */
    public int sweep(Instant now) {
        int removed = 0;
        for (String runId : over(now.minus(keep))) {
            removed += forget(runId, MOST - removed);
            if (removed >= MOST) {
                // Perhaps not the whole of it.
                next = Bytes.wrap(CellKeyCodec.page(runId));
                break;
            }
        }
        return removed;
    }

    /** The runs in the next stretch of the store that ended before {@code limit}. */
    private List<String> over(Instant limit) {
        List<String> over = new ArrayList<>();
        int seen = 0;
        try (KeyValueIterator<Bytes, byte[]> stretch = store.range(next, null)) {
            next = null;
            while (stretch.hasNext()) {
                Bytes key = stretch.next().key;
                CellKeyCodec.runOfPage(key.get())
                        .filter(runId -> isOver(runId, limit))
                        .ifPresent(over::add);
                if (++seen == MOST) {
                    next = after(key);
                    break;
                }
            }
        }
        return over;
    }

    private boolean isOver(String runId, Instant limit) {
        Optional<RunCell> run = new StoredRun(runId, store).get(CellKey.RUN).map(RunCell.class::cast);
        return run.filter(cell -> cell.status() != RunStatus.RUNNING)
                .filter(cell -> cell.endedAt().orElse(cell.deadline()).isBefore(limit))
                .isPresent();
    }

    /** The page goes last: while it is there the rest is found again. */
    private int forget(String runId, int most) {
        recent.forget(runId);
        Bytes page = Bytes.wrap(CellKeyCodec.page(runId));
        KeyRange range = CellKeyCodec.run(runId);
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> cells = store.range(Bytes.wrap(range.first()), Bytes.wrap(range.last()))) {
            while (cells.hasNext()) {
                Bytes key = cells.next().key;
                if (keys.size() == most) {
                    break;
                }
                if (!key.equals(page)) {
                    keys.add(key);
                }
            }
        }
        if (keys.size() < most) {
            keys.add(page);
        }
        keys.forEach(store::delete);
        return keys.size();
    }

    private static Bytes after(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }
}
