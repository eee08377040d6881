package dev.agentmesh.bench.measure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** How much a stretch of work wrote to a topic, read back record by record. */
public final class TopicVolume {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer without a group, reading committed records; stays the caller's */
    public TopicVolume(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Where the partitions of a topic end now. */
    public Map<TopicPartition, Long> ends(String topic) {
        return consumer.endOffsets(partitions(topic));
    }

    /**
     * What a topic holds from there to its end.
     *
     * @param bytes of keys, values and headers; batches add a few per cent, compression none
     */
    public record Volume(long records, long bytes) {}

    public Volume since(Map<TopicPartition, Long> from) {
        Map<TopicPartition, Long> until = consumer.endOffsets(from.keySet());
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long records = 0;
        long bytes = 0;
        while (until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                records++;
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                for (Header header : record.headers()) {
                    bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
                }
            }
        }
        return new Volume(records, bytes);
    }

    private Set<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
    }
}
