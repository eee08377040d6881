/**
 * Agents among themselves: who is there, what is said, what is heard. Not here: tasks the orchestrator hands out ({@code execute}), what
 * a run shares through its log and its blackboard ({@code share}).
 */
@NullMarked
package dev.agentmesh.host.talk;

import org.jspecify.annotations.NullMarked;
