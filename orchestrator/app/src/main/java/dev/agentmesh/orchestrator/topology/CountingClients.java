package dev.agentmesh.orchestrator.topology;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The usual clients of a Streams application, but the main consumer tells the {@link Backlog} what it polled, and the producer
 * writes under an id that is the orchestrator's own.
 */
public final class CountingClients implements KafkaClientSupplier {
    private final Backlog backlog;
    private final String results;
    private final WriterIds ids;

    /** @param results the topic of the reports that running runs wait for */
    public CountingClients(Backlog backlog, String results, WriterIds ids) {
        this.backlog = backlog;
        this.results = results;
        this.ids = ids;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        config.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (_, id) -> ids.own(id.toString()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                backlog.polled(records.count(), records.isEmpty() ? 0 : resultsLeft());
                return records;
            }

            /** As far as the broker has said; asks nobody. */
            private long resultsLeft() {
                long left = 0;
                for (TopicPartition partition : assignment()) {
                    if (partition.topic().equals(results)) {
                        left += currentLag(partition).orElse(0);
                    }
                }
                return left;
            }
        };
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
