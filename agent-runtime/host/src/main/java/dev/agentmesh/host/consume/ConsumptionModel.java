package dev.agentmesh.host.consume;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Hands an agent's records to its {@link Workplace} and remembers their fate. One delivery is one execution. */
public interface ConsumptionModel {
    /** Joins in. Returns at once. */
    void start();

    /** Begins nothing new from now on; records in hand that were not begun are left to others. Returns at once. */
    void stopStarting();

    /** Whether everything begun has ended within the time. */
    boolean awaitIdle(Duration limit) throws InterruptedException;

    /** Writes down what is known and leaves; blocks for a few seconds at most. Call after {@link #stopStarting()}. */
    void leave();

    /** Completes when it has left; exceptionally when it cannot go on. */
    CompletableFuture<Void> ended();

    /** Whether it takes part: for a group, that it has been given its share of the partitions, which may be none. */
    boolean joined();
}
