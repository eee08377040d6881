package dev.agentmesh.host.lane;

import dev.agentmesh.host.consume.Examined;
import dev.agentmesh.host.consume.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member of a share group, with a thread of its own, that takes a record, waits for its fate and accepts it. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** Also how soon a lane notices that it is to stop. */
    private static final Duration POLL = Duration.ofMillis(200);

    /** Until the broker has told how long it locks a record. */
    private static final Duration SHORTEST_LOCK = Duration.ofSeconds(1);

    private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Again again;
    private final Workplace workplace;
    private final CancelWatch watch;
    private final Consumer<Throwable> broken;
    private final Thread thread;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile boolean polled;

    /** What is done with a task that was delivered before: somebody may have begun it. */
    enum Again {
        EXECUTED,
        TOLD_AS_LOST
    }

    /** @param broken told why the lane cannot go on */
    Lane(
            String name,
            Supplier<ShareConsumer<byte[], byte[]>> consumers,
            String topic,
            Again again,
            Workplace workplace,
            CancelWatch watch,
            Consumer<Throwable> broken) {
        this.consumers = consumers;
        this.topic = topic;
        this.again = again;
        this.workplace = workplace;
        this.watch = watch;
        this.broken = broken;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes no further record. */
    void stop() {
        stopping = true;
    }

    /** Completes when it has stopped and what it had taken has ended. */
    CompletableFuture<Void> idle() {
        return idle;
    }

    /** Completes when it is no member any more. */
    CompletableFuture<Void> left() {
        return left;
    }

    boolean hasPolled() {
        return polled;
    }

    private void run() {
        try {
            while (!stopping) {
                try (ShareConsumer<byte[], byte[]> consumer = consumers.get()) {
                    consumer.subscribe(List.of(topic));
                    take(consumer);
                    idle.complete(null);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.atWarn()
                            .addKeyValue("topic", topic)
                            .log("Kafka does not let this lane read, trying again: {}", e.toString());
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        } finally {
            idle.complete(null);
            left.complete(null);
        }
    }

    private void take(ShareConsumer<byte[], byte[]> consumer) throws InterruptedException {
        while (!stopping) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            polled = true;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                hold(consumer, record, begin(record));
            }
        }
    }

    /** Reading may wait for the registry, and whoever holds a record has to say so to the broker meanwhile: hence the other thread. */
    private CompletableFuture<Void> begin(ConsumerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> fate = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                decide(record, workplace.examine(record), () -> fate.complete(null));
            } catch (InterruptedException | RuntimeException | Error e) {
                fate.completeExceptionally(e);
            }
        });
        return fate;
    }

    private void decide(ConsumerRecord<byte[], byte[]> record, Examined examined, Runnable ended) {
        boolean first = record.deliveryCount().orElse((short) 1) <= 1;
        switch (examined) {
            case Examined.Work work when watch.isCanceled(work) -> ended.run();
            case Examined.Work work when first || again == Again.EXECUTED -> workplace.execute(work, ended);
            case Examined.Work work -> workplace.reportLost(work, "an earlier delivery", ended);
            case Examined.Unusable unusable -> workplace.bury(unusable, ended);
            case Examined.Cancellation cancellation -> {
                workplace.cancel(cancellation);
                ended.run();
            }
        }
    }

    /** Renews the broker's lock until the record's fate is known, then accepts it: a task ends by what is told of it, never by Kafka. */
    private void hold(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, CompletableFuture<Void> fate)
            throws InterruptedException {
        long third = consumer.acquisitionLockTimeoutMs()
                        .map(Duration::ofMillis)
                        .orElse(SHORTEST_LOCK)
                        .toMillis()
                / 3;
        while (true) {
            try {
                fate.get(third, TimeUnit.MILLISECONDS);
                consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                commit(consumer);
                return;
            } catch (TimeoutException stillRunning) {
                if (!renewed(consumer, record, 2 * third)) {
                    awaitWithoutLock(fate);
                    return;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a record was read and nothing became of it", e.getCause());
            }
        }
    }

    /** A renewed record comes back with the poll after; only then it can be accepted. */
    private boolean renewed(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, long withinMillis) {
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMillis);
        while (System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> back : consumer.poll(POLL)) {
                if (back.partition() == record.partition() && back.offset() == record.offset()) {
                    return true;
                }
                // Ours is gone, and this one must not wait for it.
                consumer.acknowledge(back, AcknowledgeType.RELEASE);
                commit(consumer);
                return false;
            }
        }
        return false;
    }

    /** Somebody else is given the record. What runs here ends as it will; the orchestrator knows which of the two it still wants. */
    private void awaitWithoutLock(CompletableFuture<Void> fate) throws InterruptedException {
        LOG.atWarn().addKeyValue("topic", topic).log("a record could not be held any longer; it is delivered again");
        try {
            fate.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record was read and nothing became of it", e.getCause());
        }
        throw new KafkaException("the lock of a record was lost");
    }

    /** Where the broker does not take it the record comes again; what was told of it is in the results, and decides. */
    private static void commit(ShareConsumer<byte[], byte[]> consumer) {
        consumer.commitSync()
                .forEach((partition, problem) -> problem.ifPresent(e -> LOG.atInfo()
                        .addKeyValue("partition", partition)
                        .log(
                                "the broker did not take what became of a record; it is delivered again: {}",
                                e.toString())));
    }
}
