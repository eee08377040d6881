/** Tests of the agent API. */
@NullMarked
package dev.agentmesh.agent;

import org.jspecify.annotations.NullMarked;
