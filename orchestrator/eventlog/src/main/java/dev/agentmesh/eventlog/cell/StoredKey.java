package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.CellKey;

/** A cell's key together with the run it belongs to. */
public record StoredKey(String runId, CellKey key) {}
