package dev.agentmesh.eventlog.read;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic's records as bytes. Each reading has a consumer of its own, so one reader serves many threads; {@link #close} ends
 * all readings that are under way.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /** A bounded reading that gets nothing for this long has lost its broker. */
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Set<Consumer<byte[], byte[]>> active = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param consumers makes consumers that read committed records as bytes and belong to no group */
    public TopicReader(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }

    /** Where Kafka's own partitioner puts a key. */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /**
     * How many partitions the topic has.
     *
     * @throws MeshException MESH-5001 when the broker does not answer, MESH-5002 when there is no such topic
     */
    public int partitions() {
        return with(this::partitions);
    }

    /** The offset behind the last committed record of a partition; throws like {@link #partitions()}. */
    public long end(int partition) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        return with(consumer -> consumer.endOffsets(List.of(wanted), ANSWER).getOrDefault(wanted, 0L));
    }

    /**
     * Reads the span, to its end or until the visitor stops.
     *
     * @throws MeshException MESH-5001 when the broker does not answer, MESH-5002 when there is no such topic
     */
    public void read(Span span, RecordVisitor visitor) {
        with(consumer -> {
            List<TopicPartition> partitions = span.partition().isPresent()
                    ? List.of(new TopicPartition(topic, span.partition().getAsInt()))
                    : IntStream.range(0, partitions(consumer))
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList();
            consumer.assign(partitions);
            Bounds bounds = Bounds.of(consumer, span, partitions, ANSWER);
            bounds.seek(consumer);
            run(consumer, bounds, visitor);
            return partitions.size();
        });
    }

    private void run(Consumer<byte[], byte[]> consumer, Bounds bounds, RecordVisitor visitor) {
        long lastProgress = System.nanoTime();
        while (!closed && !bounds.reached(consumer)) {
            ConsumerRecords<byte[], byte[]> batch = poll(consumer);
            if (batch.isEmpty()) {
                if (visitor.idle() == Next.STOP) {
                    return;
                }
                if (bounds.areBounded() && System.nanoTime() - lastProgress > STALL.toNanos()) {
                    throw unreachable("nothing more of " + topic + " came for " + STALL.toSeconds() + " s", null);
                }
                continue;
            }
            lastProgress = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> found : batch) {
                if (bounds.contain(found) && visitor.accept(found) == Next.STOP) {
                    return;
                }
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException closing) {
            return ConsumerRecords.empty();
        }
    }

    private interface Reading<T> {
        T by(Consumer<byte[], byte[]> consumer);
    }

    private <T> T with(Reading<T> reading) {
        Consumer<byte[], byte[]> consumer = consumers.get();
        active.add(consumer);
        try {
            return reading.by(consumer);
        } catch (WakeupException e) {
            throw new IllegalStateException("the reader of " + topic + " was closed", e);
        } catch (UnknownTopicOrPartitionException e) {
            throw missing();
        } catch (TimeoutException e) {
            throw unreachable("no answer about " + topic + " within " + ANSWER.toSeconds() + " s", e);
        } finally {
            active.remove(consumer);
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private int partitions(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER);
        if (found == null || found.isEmpty()) {
            throw missing();
        }
        return found.size();
    }

    private MeshException missing() {
        return new MeshException(TopicErrors.MISSING_TOPIC, "topic " + topic + " does not exist");
    }

    private static MeshException unreachable(String what, @Nullable Throwable cause) {
        return new MeshException(TopicErrors.BROKER_UNREACHABLE, "cannot reach Kafka: " + what, cause);
    }

    /** Ends the readings under way; those that follow do so without an error. */
    @Override
    public void close() {
        closed = true;
        active.forEach(Consumer::wakeup);
    }
}
