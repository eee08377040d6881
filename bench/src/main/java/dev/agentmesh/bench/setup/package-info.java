/** What is measured, started: a mesh as {@code mesh dev} starts it, agents as {@code mesh agent run} does, and the floor beside them. */
@NullMarked
package dev.agentmesh.bench.setup;

import org.jspecify.annotations.NullMarked;
