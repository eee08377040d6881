package dev.agentmesh.core.run;

import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;

/** Reads one run's cells. */
public interface RunView {
    String runId();

    Optional<Cell> get(CellKey key);

    /** The keys of {@code kind} that exist at or below {@code scope}'s path, in key order. The root means the whole run. */
    List<CellKey> within(CellKey.Kind kind, StepPath scope);
}
