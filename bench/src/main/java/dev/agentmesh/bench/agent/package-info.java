/** What the agents of the bench do: nothing, as an agent an author would write. Not here: how they are started ({@code setup}). */
@NullMarked
package dev.agentmesh.bench.agent;

import org.jspecify.annotations.NullMarked;
