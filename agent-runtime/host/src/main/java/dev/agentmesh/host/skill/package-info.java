/**
 * From a task's bytes to a skill's outcome, on the caller's thread: declarations become {@link dev.agentmesh.host.skill.AgentDefinition}s,
 * input is checked and read, the author's code is called, its output checked and written. Not here: where tasks come from
 * ({@code consume}), threads and deadlines ({@code execute}), forms of values ({@code shape}).
 */
@NullMarked
package dev.agentmesh.host.skill;

import org.jspecify.annotations.NullMarked;
