package dev.agentmesh.topics.history;

import java.time.Instant;

/**
 * One thing that happened in a run.
 *
 * @param seq its position in the run's log
 * @param agent who did it; empty for the run itself
 * @param action {@code requested}, {@code asked}, {@code completed}, {@code failed}, {@code wrote}, {@code noted}, {@code ended}
 * @param step the step path; empty for the run itself
 * @param content JSON text
 */
public record HistoryEntry(
        String runId, long seq, Instant at, String agent, String action, String step, String content) {
    HistoryEntry by(String who) {
        return new HistoryEntry(runId, seq, at, who, action, step, content);
    }
}
