/**
 * The least an orchestrator on Kafka can do: a Streams loop that reads and writes one state, appends one log record and hands out one
 * task per step, exactly once, and an agent that echoes. Each is a program of its own. Not here: anything of the mesh.
 */
@NullMarked
package dev.agentmesh.bench.floor;

import org.jspecify.annotations.NullMarked;
