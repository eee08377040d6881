package dev.agentmesh.inprocess;

import dev.agentmesh.core.run.Event;
import java.time.Instant;

/**
 * An event of a run's log.
 *
 * @param seq from 1, without gaps
 */
public record LoggedFact(long seq, Instant at, Event event) {}
