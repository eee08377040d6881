/**
 * How agents are: the circuit breaker of each. A second small decider, keyed by agent; it knows nothing of runs but the names of
 * their attempts, and runs know nothing of it but what a breaker says.
 */
@NullMarked
package dev.agentmesh.core.health;

import org.jspecify.annotations.NullMarked;
