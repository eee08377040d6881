/**
 * Between the API and whatever runs agents: the host on a real mesh, the testkit without one. Agent authors need nothing from
 * here. Neighbours: {@code dev.agentmesh.agent} is what they see, {@code dev.agentmesh.host} is the usual other side.
 */
@NullMarked
package dev.agentmesh.agent.spi;

import org.jspecify.annotations.NullMarked;
