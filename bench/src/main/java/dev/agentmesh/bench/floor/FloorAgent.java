package dev.agentmesh.bench.floor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The echo as a process: {@code FloorAgent BOOTSTRAP}. Answers the loop's tasks and the driver's pings, on one thread. */
public final class FloorAgent {
    private static final long COMMIT_NANOS = 20_000_000;

    private FloorAgent() {}

    public static void main(String[] args) {
        try (var consumer = new KafkaConsumer<>(
                        consumerConfig(args[0]), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0], ProducerConfig.LINGER_MS_CONFIG, 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            consumer.subscribe(List.of(FloorTopics.TASKS, FloorTopics.PING));
            boolean told = false;
            long committed = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
                if (!told && !consumer.assignment().isEmpty()) {
                    told = true;
                    System.out.println("ready");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    String to = record.topic().equals(FloorTopics.PING) ? FloorTopics.PONG : FloorTopics.RESULTS;
                    producer.send(new ProducerRecord<>(to, record.key(), record.value()));
                }
                if (System.nanoTime() - committed > COMMIT_NANOS) {
                    consumer.commitAsync();
                    committed = System.nanoTime();
                }
            }
        }
    }

    private static Map<String, Object> consumerConfig(String bootstrap) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG, "floor-agent",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }
}
