package dev.agentmesh.eventlog.replay;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import java.util.Optional;

/**
 * A cell that log and live state do not agree on.
 *
 * @param seq the event that last touched it, or the last event when none did
 * @param folded what the log says; empty when it says there is none
 * @param live what the orchestrator keeps; empty when it keeps none
 */
public record CellDifference(CellKey key, long seq, Optional<Cell> folded, Optional<Cell> live) {}
