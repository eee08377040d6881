/**
 * Runs agents on the mesh: {@link dev.agentmesh.host.AgentProcess} is the program, {@link dev.agentmesh.host.AgentHost} what embedders
 * start. Here: putting the rooms together, settings, start and stop. Not here: anything about a single record.
 */
@NullMarked
package dev.agentmesh.host;

import org.jspecify.annotations.NullMarked;
