/**
 * Folding a log again: the state of a run at any event, its digest, and the proof that log and live state agree. Only the core's
 * fold is called, never a decision and never an agent. Not here: reading Kafka ({@code read}), which histories are legal
 * ({@code history}).
 */
@NullMarked
package dev.agentmesh.eventlog.replay;

import org.jspecify.annotations.NullMarked;
