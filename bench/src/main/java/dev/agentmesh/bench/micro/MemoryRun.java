package dev.agentmesh.bench.micro;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run whose cells are in a map. */
final class MemoryRun implements RunView {
    private final TreeMap<CellKey, Cell> cells = new TreeMap<>();

    void take(Decision decision) {
        for (CellChange change : decision.changes()) {
            change.value().ifPresentOrElse(cell -> cells.put(change.key(), cell), () -> cells.remove(change.key()));
        }
    }

    Map<CellKey, Cell> cells() {
        return cells;
    }

    @Override
    public String runId() {
        return "bench-run-1";
    }

    @Override
    public Optional<Cell> get(CellKey key) {
        return Optional.ofNullable(cells.get(key));
    }

    @Override
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        return cells.keySet().stream()
                .filter(key -> key.kind() == kind
                        && (key.path().equals(scope) || key.path().isWithin(scope)))
                .toList();
    }
}
