/** Holds today's schemas against every released one. */
@NullMarked
package dev.agentmesh.schema.released;

import org.jspecify.annotations.NullMarked;
