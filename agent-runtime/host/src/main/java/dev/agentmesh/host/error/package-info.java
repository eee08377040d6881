/**
 * Every failure the agent side can show a person: the codes are constants of {@link dev.agentmesh.host.error.HostErrors}. Here: codes
 * and the exception for start-up. Not here: the outcome of an attempt, which is a value ({@code skill.SkillOutcome}).
 */
@NullMarked
package dev.agentmesh.host.error;

import org.jspecify.annotations.NullMarked;
