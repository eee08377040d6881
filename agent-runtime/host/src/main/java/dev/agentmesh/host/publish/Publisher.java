package dev.agentmesh.host.publish;

import dev.agentmesh.topics.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records until each is acknowledged, however long the broker or the registry is out of reach. A virtual thread hands its record to
 * the producer itself; for all others, and for every try but the first, one platform thread does: neither an outage nor a skill that hogs
 * the carriers of virtual threads keeps others from being told.
 */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final DelayQueue<Pending> queue = new DelayQueue<>();
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final Thread thread;

    /** One record and how often it was tried. Equal due times keep the order of arrival closely enough: runs do not share attempts. */
    private record Pending(Outgoing outgoing, CompletableFuture<Void> acknowledged, int tries, long dueNanos)
            implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(dueNanos - ((Pending) other).dueNanos);
        }

        Pending again() {
            long wait = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(tries, 10));
            return new Pending(outgoing, acknowledged, tries + 1, System.nanoTime() + wait);
        }
    }

    Publisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.thread = Thread.ofPlatform().daemon().name("mesh-publish").start(this::run);
    }

    /** Completes when the broker has acknowledged the record; never exceptionally. */
    CompletableFuture<Void> publish(Outgoing outgoing) {
        unacknowledged.incrementAndGet();
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Pending pending = new Pending(outgoing, acknowledged, 0, System.nanoTime());
        // A virtual thread has nobody but itself to keep waiting, and saves a change of threads.
        if (Thread.currentThread().isVirtual() && queue.isEmpty()) {
            sendOrQueue(pending);
        } else {
            queue.add(pending);
        }
        return acknowledged;
    }

    /** Whether everything handed over so far was acknowledged within the time. */
    boolean awaitAcknowledged(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (unacknowledged) {
            for (long left = limit.toNanos(); unacknowledged.get() > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(unacknowledged, left);
            }
        }
        return unacknowledged.get() == 0;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                send(queue.take());
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupted skill has its say all the same, from a thread that nobody interrupts. */
    private void sendOrQueue(Pending pending) {
        if (Thread.currentThread().isInterrupted()) {
            queue.add(pending);
            return;
        }
        try {
            send(pending);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            queue.add(pending);
        }
    }

    private void send(Pending pending) {
        try {
            producer.send(pending.outgoing().toRecord(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged(pending);
                } else {
                    again(pending, failure);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            again(pending, e);
        }
    }

    private void acknowledged(Pending pending) {
        pending.acknowledged().complete(null);
        if (unacknowledged.decrementAndGet() == 0) {
            synchronized (unacknowledged) {
                unacknowledged.notifyAll();
            }
        }
    }

    /** The first failure and then every fifth is told: an outage should be seen, not flood. */
    private void again(Pending pending, Exception failure) {
        if (pending.tries() % 5 == 0) {
            LOG.atWarn()
                    .addKeyValue("tries", pending.tries() + 1)
                    .log(
                            failure instanceof RegistryUnavailable
                                    ? "the registry is needed to write and cannot be reached, trying again: {}"
                                    : "not acknowledged, trying again: {}",
                            failure.toString());
        }
        queue.add(pending.again());
    }

    @Override
    public void close() {
        thread.interrupt();
        producer.close(Duration.ofSeconds(2));
    }
}
