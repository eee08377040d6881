package dev.agentmesh.orchestrator.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many polled records a stream thread has still to process. When none is left the thread commits at once, so an idle
 * system answers in milliseconds; while there are more it goes on, so a busy one commits by the batch. Only a hint: when
 * a rebalance takes records away uncounted, the commit interval takes over until the next empty poll.
 */
public final class Backlog {
    private final Map<Thread, Count> counts = new ConcurrentHashMap<>();

    /** Called by the consumer of the current thread. */
    void polled(int records) {
        Count count = counts.computeIfAbsent(Thread.currentThread(), thread -> new Count());
        count.left = records == 0 ? 0 : count.left + records;
    }

    /** Called after each record; whether it was the last that had been polled. */
    boolean processed() {
        Count count = counts.get(Thread.currentThread());
        return count == null || --count.left <= 0;
    }

    /** Touched by its own thread only. */
    private static final class Count {
        private int left;
    }
}
