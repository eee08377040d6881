/**
 * Tests of agents without a broker: {@link dev.agentmesh.testkit.AgentTest} calls skills as the host does, with the same schemas and the same
 * words of failure; {@link dev.agentmesh.testkit.AgentConformance} is what every agent should pass. Not here: Kafka, an orchestrator.
 */
@NullMarked
package dev.agentmesh.testkit;

import org.jspecify.annotations.NullMarked;
