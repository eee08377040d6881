package dev.agentmesh.eventlog.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run in one line.
 *
 * @param workflow name; for a rejected run what was asked for
 * @param version empty for a rejected run
 * @param openTasks those that have not ended, oldest first, at most {@link RunProjection#TRACKED}
 * @param open how many there are in all
 * @param startedAt when it started, or was rejected
 * @param endedAt empty while it runs
 * @param events how many the log has
 * @param attempts how many were handed out
 * @param why empty when there is nothing to explain
 * @param around its parent, its children, and what it waits for outside
 */
public record RunSummary(
        String runId,
        String title,
        String workflow,
        String version,
        RunPhase phase,
        List<OpenTask> openTasks,
        int open,
        Instant startedAt,
        Optional<Instant> endedAt,
        Instant lastEventAt,
        long events,
        int attempts,
        UsageTotal usage,
        Optional<Why> why,
        RunSurroundings around) {
    public RunSummary {
        openTasks = List.copyOf(openTasks);
    }

    /** {@code name@version}, or the name alone. */
    public String workflowRef() {
        return version.isEmpty() ? workflow : workflow + "@" + version;
    }

    /** The task that explains the phase: the held one, the one retried most, else the oldest open one. */
    public Optional<OpenTask> current() {
        return openTasks.stream().max((one, other) -> Integer.compare(weight(one), weight(other)));
    }

    private static int weight(OpenTask task) {
        return task.state() == OpenTask.State.HELD ? Integer.MAX_VALUE : task.attempt();
    }

    /** The same run, known to stand still for a reason that is not in its log. */
    public RunSummary stalled(Why because) {
        return new RunSummary(
                runId,
                title,
                workflow,
                version,
                RunPhase.STALLED,
                openTasks,
                open,
                startedAt,
                endedAt,
                lastEventAt,
                events,
                attempts,
                usage,
                Optional.of(because),
                around);
    }

    /** How long it took, or has taken until {@code now}. */
    public Duration duration(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }
}
