/** Runs definitions in one process, without a broker: the same pure core between memory, a clock and agents that are functions. */
@NullMarked
package dev.agentmesh.inprocess;

import org.jspecify.annotations.NullMarked;
