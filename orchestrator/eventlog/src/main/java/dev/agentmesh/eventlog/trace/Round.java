package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One turn of a step that goes turn by turn, with all tasks inside it: in a chat the speaker's and the moderator's.
 *
 * @param path the lane's
 * @param endedAt empty while it goes on
 * @param agents in the order they were first given something
 */
public record Round(
        StepPath path, Instant startedAt, Optional<Instant> endedAt, int tasks, List<String> agents, UsageTotal usage) {
    public Round {
        agents = List.copyOf(agents);
    }
}
