package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.CircuitOpen;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.time.Instant;

/** Whether and when a failed attempt is followed by another. Each kind of failure has a limit of its own. */
final class RetryRule {
    /** Those that collided should not meet again at the same moment; what they need is there at once. */
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(20);

    private static final int MOST_RISES = 25;

    private RetryRule() {}

    /** To ask for the test call of a breaker costs nothing. */
    static FailureCounts count(FailureCounts counts, Failure failure) {
        return CircuitOpen.isAsking(failure) ? counts : count(counts, failure.kind());
    }

    static FailureCounts count(FailureCounts counts, FailureKind kind) {
        return switch (kind) {
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, LOST, CONFLICT, CIRCUIT_OPEN ->
                new FailureCounts(
                        counts.transients() + one(kind, FailureKind.TRANSIENT),
                        counts.timeouts() + one(kind, FailureKind.TIMEOUT),
                        counts.invalidOutputs() + one(kind, FailureKind.INVALID_OUTPUT),
                        counts.lost() + one(kind, FailureKind.LOST),
                        counts.conflicts() + one(kind, FailureKind.CONFLICT),
                        counts.rejections() + one(kind, FailureKind.CIRCUIT_OPEN));
            case INVALID_INPUT, POISON, DECLINED, WORKFLOW -> counts;
        };
    }

    private static int one(FailureKind kind, FailureKind counted) {
        return kind == counted ? 1 : 0;
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
            case CIRCUIT_OPEN -> after.rejections() < policy.maxAttempts();
            case INVALID_INPUT, POISON, DECLINED, WORKFLOW -> false;
        };
    }

    /** Whether another agent may do what this one could not: false for what says something about the task and not about the agent. */
    static boolean anotherMay(FailureKind kind) {
        return switch (kind) {
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, LOST, CONFLICT, CIRCUIT_OPEN -> true;
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

    /**
     * When an attempt that a breaker rejected is followed by another: some time after a test call may go through, so that those that
     * wait do not all come at once; during a test call after about half the breaker's time, when the test should be over.
     */
    static Instant afterRejection(Breaker.Tripped breaker, Instant at, FailureCounts after, String taskId) {
        double reset = breaker.opening().reset().toMillis() * jitter(taskId, after.rejections());
        return switch (breaker) {
            case Breaker.Open open -> later(open.until(), at).plusMillis(1 + (long) (reset / 4));
            case Breaker.HalfOpen _ -> at.plusMillis(1 + (long) (reset / 2));
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static double jitter(String taskId, int failures) {
        long mixed = taskId.hashCode() * 0x9E3779B97F4A7C15L + failures * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return 0.5 + ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
