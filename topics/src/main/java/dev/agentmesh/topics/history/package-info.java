/**
 * One run's log as its agents may read it: what happened, by whom, with what content. Read-only, and without the orchestrator's words.
 * Not here: folding, checking and replaying the log ({@code orchestrator/eventlog}).
 */
@NullMarked
package dev.agentmesh.topics.history;

import org.jspecify.annotations.NullMarked;
