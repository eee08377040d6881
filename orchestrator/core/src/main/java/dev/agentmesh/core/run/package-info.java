/** The words of a run: commands, events, effects, and the cells its state is kept in. */
@NullMarked
package dev.agentmesh.core.run;

import org.jspecify.annotations.NullMarked;
