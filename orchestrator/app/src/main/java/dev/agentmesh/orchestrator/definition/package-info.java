/** Deployed definitions, parsed once, found by name and version for a start and by hash ever after. */
@NullMarked
package dev.agentmesh.orchestrator.definition;

import org.jspecify.annotations.NullMarked;
