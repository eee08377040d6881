/**
 * A run's state as bytes: keys that sort like {@link dev.agentmesh.core.run.CellKey}, and cells in a small binary format of our
 * own. Here: what a state store and its changelog hold. Not here: anything that travels between programs ({@code codec}).
 */
@NullMarked
package dev.agentmesh.eventlog.cell;

import org.jspecify.annotations.NullMarked;
