/** From the records of topics to the core's commands, and from its effects back to records. */
@NullMarked
package dev.agentmesh.orchestrator.wire;

import org.jspecify.annotations.NullMarked;
