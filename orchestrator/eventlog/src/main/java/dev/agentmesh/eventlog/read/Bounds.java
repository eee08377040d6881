package dev.agentmesh.eventlog.read;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** A span in offsets: per partition the first, and the one before which reading stops. */
final class Bounds {
    private final Map<TopicPartition, Long> first;
    private final Optional<Map<TopicPartition, Long>> stop;

    private Bounds(Map<TopicPartition, Long> first, Optional<Map<TopicPartition, Long>> stop) {
        this.first = first;
        this.stop = stop;
    }

    static Bounds of(Consumer<byte[], byte[]> consumer, Span span, List<TopicPartition> partitions, Duration patience) {
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, patience);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, patience);
        Map<TopicPartition, Long> first = new HashMap<>();
        Map<TopicPartition, Long> stop = new HashMap<>();
        Map<TopicPartition, Long> since = span.from() instanceof Span.Start.Since(Instant time)
                ? at(consumer, partitions, time, patience)
                : Map.of();
        Map<TopicPartition, Long> until = span.to() instanceof Span.Stop.Until(Instant time)
                ? at(consumer, partitions, time, patience)
                : Map.of();
        for (TopicPartition partition : partitions) {
            long lowest = begin.getOrDefault(partition, 0L);
            long highest = end.getOrDefault(partition, 0L);
            long from = switch (span.from()) {
                case Span.Start.Beginning() -> lowest;
                case Span.Start.Now() -> highest;
                case Span.Start.Offsets(var given) -> given.getOrDefault(partition.partition(), lowest);
                case Span.Start.Since _ -> since.getOrDefault(partition, highest);
            };
            long to = switch (span.to()) {
                case Span.Stop.Now(), Span.Stop.Never() -> highest;
                case Span.Stop.Offsets(var given) -> given.getOrDefault(partition.partition(), highest);
                case Span.Stop.Until _ -> until.getOrDefault(partition, highest);
            };
            first.put(partition, Math.max(from, lowest));
            stop.put(partition, Math.min(to, highest));
        }
        return new Bounds(first, span.to() instanceof Span.Stop.Never ? Optional.empty() : Optional.of(stop));
    }

    private static Map<TopicPartition, Long> at(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant time, Duration patience) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times, patience).entrySet()) {
            if (found.getValue() != null) {
                offsets.put(found.getKey(), found.getValue().offset());
            }
        }
        return offsets;
    }

    void seek(Consumer<byte[], byte[]> consumer) {
        first.forEach(consumer::seek);
    }

    boolean areBounded() {
        return stop.isPresent();
    }

    /** Whether all has been read. Partitions that are through are paused, so that the rest is not fetched in vain. */
    boolean reached(Consumer<byte[], byte[]> consumer) {
        if (stop.isEmpty()) {
            return false;
        }
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> entry : stop.get().entrySet()) {
            if (consumer.position(entry.getKey()) >= entry.getValue()) {
                consumer.pause(List.of(entry.getKey()));
            } else {
                all = false;
            }
        }
        return all;
    }

    boolean contain(ConsumerRecord<byte[], byte[]> found) {
        return stop.isEmpty()
                || found.offset()
                        < stop.get().getOrDefault(new TopicPartition(found.topic(), found.partition()), Long.MIN_VALUE);
    }
}
