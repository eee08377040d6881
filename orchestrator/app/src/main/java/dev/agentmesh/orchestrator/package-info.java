/** The orchestrator as a process: settings, start, stop, health. What it decides is the core's, how it flows is {@code topology}'s. */
@NullMarked
package dev.agentmesh.orchestrator;

import org.jspecify.annotations.NullMarked;
