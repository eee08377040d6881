package dev.agentmesh.eventlog.replay;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.eventlog.log.LogHead;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as the orchestrator keeps it.
 *
 * @param head the event the state stands at; empty where the store does not say
 * @param cells empty for a run it no longer keeps
 */
public record LiveState(String runId, Optional<LogHead> head, SortedMap<CellKey, Cell> cells) {
    public LiveState {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    public StateDigest digest() {
        return StateDigest.of(runId, cells);
    }
}
