/** Agents' circuit breakers on Kafka: what is told of calls, what follows for the breaker, and what every orchestrator knows of it. */
@NullMarked
package dev.agentmesh.orchestrator.health;

import org.jspecify.annotations.NullMarked;
