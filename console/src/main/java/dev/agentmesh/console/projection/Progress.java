package dev.agentmesh.console.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the projection is, for those who read: what has been applied, how old that can be at most, and what goes wrong.
 * Thread-safe.
 */
public final class Progress {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private Optional<String> trouble = Optional.empty();

    public Progress(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Partition {
        private long applied;
        private long lastEnd;
        /** The end that was seen at {@code endSeen} and is being waited for. */
        private long end;

        private @Nullable Instant endSeen;
        private @Nullable Instant complete;

        void settle() {
            if (endSeen != null && applied >= end) {
                complete = endSeen;
            }
        }
    }

    /**
     * A partition as it stands.
     *
     * @param applied the offset that is applied next
     * @param end the offset behind the last committed record, when the log was last looked at
     * @param completeAt everything committed before that moment is applied; empty until that was true once
     */
    public record Reached(int partition, long applied, long end, Optional<Instant> completeAt) {
        public long lag() {
            return Math.max(0, end - applied);
        }
    }

    void applied(Map<Integer, Long> next) {
        change(() -> next.forEach((part, offset) -> {
            Partition partition = of(part);
            partition.applied = offset;
            partition.settle();
        }));
    }

    /** @param seen a moment before the ends were asked for */
    void ends(Map<Integer, Long> ends, Instant seen) {
        change(() -> ends.forEach((part, end) -> {
            Partition partition = of(part);
            partition.lastEnd = end;
            // An end that has not been reached yet stays the mark: under load there is always a newer one.
            if (partition.endSeen == null || partition.applied >= partition.end) {
                partition.end = end;
                partition.endSeen = seen;
            }
            partition.settle();
        }));
    }

    void troubled(String what) {
        change(() -> trouble = Optional.of(what));
    }

    void well() {
        change(() -> trouble = Optional.empty());
    }

    private Partition of(int part) {
        return partitions.computeIfAbsent(part, _ -> new Partition());
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing is applied at present; empty when all is well. */
    public Optional<String> trouble() {
        lock.lock();
        try {
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    public List<Reached> reached() {
        lock.lock();
        try {
            List<Reached> all = new ArrayList<>();
            partitions.forEach(
                    (part, at) -> all.add(new Reached(part, at.applied, at.lastEnd, Optional.ofNullable(at.complete))));
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long ago at most something was committed that an answer given now does not know of; empty until every partition was read to
     * its end once.
     */
    public Optional<Duration> staleness() {
        List<Reached> all = reached();
        if (all.isEmpty() || all.stream().anyMatch(part -> part.completeAt().isEmpty())) {
            return Optional.empty();
        }
        Instant oldest = all.stream()
                .flatMap(part -> part.completeAt().stream())
                .min(Instant::compareTo)
                .orElseThrow();
        Duration age = Duration.between(oldest, clock.instant());
        return Optional.of(age.isNegative() ? Duration.ZERO : age);
    }

    public boolean hasApplied(int partition, long offset) {
        lock.lock();
        try {
            Partition known = partitions.get(partition);
            return known != null && known.applied > offset;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is so, asked again whenever something was applied; false when the time is over. */
    public boolean await(BooleanSupplier enough, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!enough.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
