/**
 * What a task shares with the rest of its run: the context that came with it, the blackboard, the history. Not here: other agents
 * ({@code talk}), the task's own life ({@code execute}).
 */
@NullMarked
package dev.agentmesh.host.share;

import org.jspecify.annotations.NullMarked;
