/** decide, evolve, react: what follows from a command, what an event changes, what an event causes. Pure. */
@NullMarked
package dev.agentmesh.core.decider;

import org.jspecify.annotations.NullMarked;
