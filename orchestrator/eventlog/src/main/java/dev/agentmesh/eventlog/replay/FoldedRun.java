package dev.agentmesh.eventlog.replay;

import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.CellKey.Kind;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run's state in memory, folded from its events one by one. For one thread. */
public final class FoldedRun implements RunView {
    private final String runId;
    private final TreeMap<CellKey, Cell> cells = new TreeMap<>();
    private final Map<CellKey, Long> touchedBy = new HashMap<>();
    private long seq;

    public FoldedRun(String runId) {
        this.runId = runId;
    }

    /**
     * Folds the next event.
     *
     * @throws IllegalStateException when it cannot follow on the state: the log is broken
     */
    public void apply(LoggedEvent logged) {
        if (!logged.runId().equals(runId) || logged.seq() != seq + 1) {
            throw new IllegalStateException("Expected event " + (seq + 1) + " of run " + runId + " but found event "
                    + logged.seq() + " of run " + logged.runId());
        }
        for (CellChange change : Evolver.evolve(this, logged.at(), logged.event())) {
            change.value().ifPresentOrElse(cell -> cells.put(change.key(), cell), () -> cells.remove(change.key()));
            touchedBy.put(change.key(), logged.seq());
        }
        seq = logged.seq();
    }

    /** The last event folded, 0 before the first. */
    public long seq() {
        return seq;
    }

    /** The event that last changed or removed the cell; empty when none did. */
    public Optional<Long> touchedBy(CellKey key) {
        return Optional.ofNullable(touchedBy.get(key));
    }

    /** All cells in key order; a view. */
    public SortedMap<CellKey, Cell> cells() {
        return Collections.unmodifiableSortedMap(cells);
    }

    public StateDigest digest() {
        return StateDigest.of(runId, cells);
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public Optional<Cell> get(CellKey key) {
        return Optional.ofNullable(cells.get(key));
    }

    @Override
    public List<CellKey> within(Kind kind, StepPath scope) {
        List<CellKey> keys = new ArrayList<>();
        for (CellKey key : cells.tailMap(new CellKey(kind, scope, "")).keySet()) {
            if (key.kind() != kind || !key.path().text().startsWith(scope.text())) {
                break;
            }
            if (key.path().equals(scope) || key.path().isWithin(scope)) {
                keys.add(key);
            }
        }
        return keys;
    }
}
