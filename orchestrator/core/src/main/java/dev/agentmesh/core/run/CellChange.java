package dev.agentmesh.core.run;

import java.util.Optional;

/** A cell's new value; empty removes it. */
public record CellChange(CellKey key, Optional<Cell> value) {}
