/** Which agents are up, as their announcements tell: what a supervisor may pick from. Not here: what becomes of their tasks. */
@NullMarked
package dev.agentmesh.orchestrator.roll;

import org.jspecify.annotations.NullMarked;
