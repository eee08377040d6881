package dev.agentmesh.core.health;

import java.time.Duration;

/**
 * When a breaker opens and for how long; the same for every agent of a mesh.
 *
 * @param failures how many calls in a row have to fail; 0 for breakers that never open
 * @param reset how long an open breaker rejects before one test call may go through, longer than nothing
 */
public record BreakerPolicy(int failures, Duration reset) {
    public static final BreakerPolicy DEFAULT = new BreakerPolicy(5, Duration.ofSeconds(60));

    public static final BreakerPolicy OFF = new BreakerPolicy(0, Duration.ofSeconds(60));

    /** A test call that has not ended after as many reset times may be followed by another. */
    private static final int LONGEST_TEST = 10;

    public BreakerPolicy {
        if (failures < 0 || reset.isNegative() || reset.isZero()) {
            throw new IllegalArgumentException(
                    "Expected no negative number of failures and some time but found " + failures + ", " + reset);
        }
    }

    public boolean isOff() {
        return failures == 0;
    }

    Duration longestTest() {
        return reset.multipliedBy(LONGEST_TEST);
    }
}
