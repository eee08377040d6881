package dev.agentmesh.inprocess;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run's cells in memory. For one thread. */
public final class MemoryCells implements RunView {
    private final String runId;
    private final TreeMap<CellKey, Cell> cells = new TreeMap<>();

    public MemoryCells(String runId) {
        this.runId = runId;
    }

    /** Carries out what a decision or a fold changes. */
    public void apply(List<CellChange> changes) {
        for (CellChange change : changes) {
            change.value().ifPresentOrElse(cell -> cells.put(change.key(), cell), () -> cells.remove(change.key()));
        }
    }

    /** All of them, in key order. */
    public SortedMap<CellKey, Cell> all() {
        return Collections.unmodifiableSortedMap(cells);
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
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        List<CellKey> found = new ArrayList<>();
        CellKey first = new CellKey(kind, scope, "");
        CellKey behind = new CellKey(kind, new StepPath(scope.text() + Character.MAX_VALUE), "");
        for (CellKey key : cells.subMap(first, behind).keySet()) {
            if (scope.isRoot() || key.path().equals(scope) || key.path().isWithin(scope)) {
                found.add(key);
            }
        }
        return found;
    }
}
