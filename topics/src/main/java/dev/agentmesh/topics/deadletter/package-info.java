/**
 * Records nobody could process: how they are kept, found again and put back. Here: letters about records, reading the dead-letter topic,
 * redrive. Not here: deciding that a task is dead, which only the orchestrator does.
 */
@NullMarked
package dev.agentmesh.topics.deadletter;

import org.jspecify.annotations.NullMarked;
