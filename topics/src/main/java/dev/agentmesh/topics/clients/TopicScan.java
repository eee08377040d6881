package dev.agentmesh.topics.clients;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads a topic once, from its start to where it ended when the reading began. */
public final class TopicScan {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicScan() {}

    /**
     * Hands every committed record to the receiver, in order within a partition.
     *
     * @throws MeshException MESH-5002 when there is no such topic, MESH-5001 when Kafka gives nothing new for a minute
     */
    public static void read(KafkaClients clients, String topic, Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("scan-" + topic)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant patience = Instant.now().plus(PATIENCE);
            while (!reached(consumer, ends)) {
                var records = consumer.poll(POLL);
                records.forEach(receiver);
                if (!records.isEmpty()) {
                    patience = Instant.now().plus(PATIENCE);
                } else if (Instant.now().isAfter(patience)) {
                    throw new MeshException(
                            TopicErrors.BROKER_UNREACHABLE, "topic " + topic + " gave nothing for " + PATIENCE);
                }
            }
        } catch (KafkaException e) {
            throw new MeshException(
                    TopicErrors.BROKER_UNREACHABLE,
                    "cannot reach Kafka to read topic " + topic + ": " + e.getMessage(),
                    e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> found;
        try {
            found = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (UnknownTopicOrPartitionException e) {
            found = List.of();
        }
        if (found.isEmpty()) {
            throw new MeshException(TopicErrors.MISSING_TOPIC, "topic " + topic + " does not exist");
        }
        return found;
    }

    /** By position, not by what was received: markers of transactions take offsets too. */
    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
