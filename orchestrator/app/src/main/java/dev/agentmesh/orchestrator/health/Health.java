package dev.agentmesh.orchestrator.health;

import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.health.Breakers;

/**
 * What an orchestrator goes by.
 *
 * @param breakers as far as is known here
 */
public record Health(BreakerPolicy policy, Breakers breakers) {}
