package dev.agentmesh.core.definition;

import java.time.Duration;

/**
 * When a failed attempt is followed by another.
 *
 * @param maxAttempts attempts in all for failures that may pass, at least 1
 * @param first the delay before the second attempt; it doubles from attempt to attempt
 * @param most the longest delay, before jitter
 */
public record RetryPolicy(int maxAttempts, Duration first, Duration most) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Attempts that may pass their deadline: a timeout is tried again once. */
    public static final int MAX_TIMEOUTS = 2;

    /** Answers that may break the output schema: two more tries, told what was wrong. */
    public static final int MAX_INVALID_OUTPUTS = 3;

    /** Workers that may vanish: the third in a row makes the task a suspected killer of its workers. */
    public static final int MAX_LOST = 3;

    /** Attempts whose writes to the blackboard may collide with others': one of those that collide always gets through. */
    public static final int MAX_CONFLICTS = 30;

    public RetryPolicy {
        if (maxAttempts < 1 || first.isNegative() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("Expected at least one attempt and a growing delay but found "
                    + maxAttempts + ", " + first + ".." + most);
        }
    }
}
