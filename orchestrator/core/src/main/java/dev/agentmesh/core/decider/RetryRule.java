package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;

/** Whether and when a failed attempt is followed by another. Each kind of failure has a limit of its own. */
final class RetryRule {
    /** Those that collided should not meet again at the same moment; what they need is there at once. */
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(20);

    private static final int MOST_RISES = 25;

    private RetryRule() {}

    static FailureCounts count(FailureCounts counts, FailureKind kind) {
        return switch (kind) {
            case TRANSIENT ->
                new FailureCounts(
                        counts.transients() + 1,
                        counts.timeouts(),
                        counts.invalidOutputs(),
                        counts.lost(),
                        counts.conflicts());
            case TIMEOUT ->
                new FailureCounts(
                        counts.transients(),
                        counts.timeouts() + 1,
                        counts.invalidOutputs(),
                        counts.lost(),
                        counts.conflicts());
            case INVALID_OUTPUT ->
                new FailureCounts(
                        counts.transients(),
                        counts.timeouts(),
                        counts.invalidOutputs() + 1,
                        counts.lost(),
                        counts.conflicts());
            case LOST ->
                new FailureCounts(
                        counts.transients(),
                        counts.timeouts(),
                        counts.invalidOutputs(),
                        counts.lost() + 1,
                        counts.conflicts());
            case CONFLICT ->
                new FailureCounts(
                        counts.transients(),
                        counts.timeouts(),
                        counts.invalidOutputs(),
                        counts.lost(),
                        counts.conflicts() + 1);
            case INVALID_INPUT, POISON, DECLINED, WORKFLOW -> counts;
        };
    }

    /** Whether one more attempt follows, {@code after} being the counts with this failure in them. */
    static boolean again(RetryPolicy policy, FailureCounts after, FailureKind kind) {
        boolean all = after.transients() + after.timeouts() + after.invalidOutputs() < policy.maxAttempts();
        return switch (kind) {
            case TRANSIENT -> all;
            case TIMEOUT -> all && after.timeouts() < RetryPolicy.MAX_TIMEOUTS;
            case INVALID_OUTPUT -> all && after.invalidOutputs() < RetryPolicy.MAX_INVALID_OUTPUTS;
            case LOST -> after.lost() < RetryPolicy.MAX_LOST;
            case CONFLICT -> after.conflicts() < RetryPolicy.MAX_CONFLICTS;
            case INVALID_INPUT, POISON, DECLINED, WORKFLOW -> false;
        };
    }

    /** Whether another agent may do what this one could not: false for what says something about the task and not about the agent. */
    static boolean anotherMay(FailureKind kind) {
        return switch (kind) {
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, LOST, CONFLICT -> true;
            case INVALID_INPUT, POISON, DECLINED, WORKFLOW -> false;
        };
    }

    /**
     * The pause before the next attempt: doubling from the policy's first delay up to its longest, times 0.5 to 1.5. A
     * lost worker says nothing about the task, so its next attempt follows at once.
     *
     * @param taskId with {@code failures} the seed of the jitter, so that the same history gives the same delay
     */
    static Duration delay(RetryPolicy policy, FailureCounts after, FailureKind kind, String taskId) {
        if (kind == FailureKind.LOST) {
            return Duration.ZERO;
        }
        if (kind == FailureKind.CONFLICT) {
            long rising = CONFLICT_PAUSE.toMillis() * Math.min(after.conflicts(), MOST_RISES);
            return Duration.ofMillis((long) (rising * jitter(taskId, after.conflicts())));
        }
        int failures = after.transients() + after.timeouts() + after.invalidOutputs();
        long first = policy.first().toMillis();
        long most = policy.most().toMillis();
        int doublings = Math.min(failures - 1, 40);
        long delay = first > most >> doublings ? most : first << doublings;
        return Duration.ofMillis((long) (delay * jitter(taskId, failures)));
    }

    private static double jitter(String taskId, int failures) {
        long mixed = taskId.hashCode() * 0x9E3779B97F4A7C15L + failures * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return 0.5 + ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
