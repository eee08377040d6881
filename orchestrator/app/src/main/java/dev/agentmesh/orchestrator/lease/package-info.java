/** Tokens that tell a genuine attempt from a claimed one. */
@NullMarked
package dev.agentmesh.orchestrator.lease;

import org.jspecify.annotations.NullMarked;
