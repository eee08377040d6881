/** How a mistake in a file is told: its code, its place, what is wrong and what to do. Knows nothing of workflows. */
@NullMarked
package dev.agentmesh.language.problem;

import org.jspecify.annotations.NullMarked;
