package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One task: who was given what, and gave what.
 *
 * @param agent {@code agent/skill} of the last attempt
 * @param input exactly what the last attempt was given
 * @param output exactly what came back; empty when nothing did
 * @param endedAt empty while it is open
 * @param attempts at least one
 * @param coordinates whether the agent only says who works on what, or who is right
 */
public record Stage(
        StepPath path,
        String agent,
        Payload input,
        Optional<Payload> output,
        Instant startedAt,
        Optional<Instant> endedAt,
        List<StageAttempt> attempts,
        UsageTotal usage,
        boolean coordinates) {
    public Stage {
        attempts = List.copyOf(attempts);
    }

    /** From handing it out to its end, or to {@code now}: work, pauses and overhead. */
    public Duration latency(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }

    /** What the agents say their attempts took; for an attempt that nobody answered for, as long as it was waited for. */
    public Duration work() {
        return attempts.stream().map(StageAttempt::work).reduce(Duration.ZERO, Duration::plus);
    }
}
