package dev.agentmesh.console.projection;

import java.time.Duration;

/**
 * How events are gathered into transactions.
 *
 * @param records the most in one
 * @param patience how long the first of them may wait for others
 */
public record ProjectorSettings(int records, Duration patience) {
    public static final ProjectorSettings STANDARD = new ProjectorSettings(500, Duration.ofMillis(20));
}
