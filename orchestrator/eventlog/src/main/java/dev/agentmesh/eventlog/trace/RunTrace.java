package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything agents did in a run.
 *
 * @param workflow {@code name@version}
 * @param input empty when the run never began
 * @param output empty unless it completed
 * @param failure why it failed, or was refused
 * @param startedAt empty when the run never began
 * @param endedAt empty while it runs
 * @param stages tasks, in the order they were handed out
 * @param rounds turns of loops, chats, debates and the like, in the order they began
 * @param usage of all attempts, those that failed or came too late included
 * @param coordination the part of {@code usage} of agents that only say who works on what, and who is right
 */
public record RunTrace(
        String runId,
        String title,
        String workflow,
        Optional<Payload> input,
        Optional<Payload> output,
        Optional<Failure> failure,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<Stage> stages,
        List<Round> rounds,
        Timing timing,
        UsageTotal usage,
        UsageTotal coordination) {
    public RunTrace {
        stages = List.copyOf(stages);
        rounds = List.copyOf(rounds);
    }
}
