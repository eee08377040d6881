package dev.agentmesh.core.spec;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run's cells in memory, and how often they were asked for. */
public final class RunInMemory implements RunView {
    private final TreeMap<CellKey, Cell> cells = new TreeMap<>();
    private final String runId;
    private int reads;
    private int scans;

    public RunInMemory(String runId) {
        this.runId = runId;
    }

    public void apply(List<CellChange> changes) {
        for (CellChange change : changes) {
            change.value().ifPresentOrElse(cell -> cells.put(change.key(), cell), () -> cells.remove(change.key()));
        }
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public Optional<Cell> get(CellKey key) {
        reads++;
        return Optional.ofNullable(cells.get(key));
    }

    @Override
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        scans++;
        List<CellKey> found = new ArrayList<>();
        CellKey first = new CellKey(kind, scope, "");
        CellKey last = new CellKey(kind, new StepPath(scope.text() + Character.MAX_VALUE), "");
        for (CellKey key : cells.subMap(first, last).keySet()) {
            if (key.path().equals(scope) || key.path().isWithin(scope)) {
                found.add(key);
            }
        }
        return found;
    }

    public Map<CellKey, Cell> cells() {
        return cells;
    }

    /** How many single cells were asked for since the run began. */
    public int reads() {
        return reads;
    }

    /** How many ranges were asked for since the run began. */
    public int scans() {
        return scans;
    }
}
