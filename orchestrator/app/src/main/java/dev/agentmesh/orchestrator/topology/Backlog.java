package dev.agentmesh.orchestrator.topology;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream thread has still to do. How many polled records it has still to process: when none is left the thread commits at once, so
 * an idle system answers in milliseconds; while there are more it goes on, so a busy one commits by the batch. And whether so much
 * waits that new runs should not be started yet. Only hints: when a rebalance takes records away uncounted, the commit
 * interval takes over until the next empty poll.
 */
public final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** A system at its limit is behind and not behind several times a second: nobody wants to read that. */
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final Map<Thread, Count> counts = new ConcurrentHashMap<>();
    private final long most;

    /** @param most how many records may wait before starts do; 0 if starts never wait */
    public Backlog(long most) {
        this.most = most;
    }

    /**
     * Called by the consumer of the current thread.
     *
     * @param results how many are left in the topics, besides what was polled
     */
    void polled(int records, long results) {
        Count count = counts.computeIfAbsent(Thread.currentThread(), thread -> new Count());
        count.left = records == 0 ? 0 : count.left + records;
        long waiting = results + count.left;
        boolean isBehind = most > 0 && waiting > (count.isBehind ? most / 2 : most);
        if (isBehind != count.isBehind) {
            count.isBehind = isBehind;
            long now = System.nanoTime();
            if (isBehind && now - count.told > QUIET) {
                LOG.warn("more work comes than can be done: {} records wait, so new runs wait for them", waiting);
                count.told = now;
            }
        }
    }

    /** Called after each record; whether it was the last that had been polled. */
    boolean processed() {
        Count count = counts.get(Thread.currentThread());
        return count == null || --count.left <= 0;
    }

    /** Whether runs that have begun need all the time there is. */
    boolean isBehind() {
        Count count = counts.get(Thread.currentThread());
        return count != null && count.isBehind;
    }

    /** Touched by its own thread only. */
    private static final class Count {
        private int left;
        private boolean isBehind;
        private long told = System.nanoTime() - QUIET;
    }
}
