package dev.agentmesh.eventlog.samples;

import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic on a real broker, written in transactions as the orchestrator writes. */
public final class Topic implements AutoCloseable {
    private static final KafkaClients CLIENTS =
            new KafkaClients(ClusterSettings.of(TestBroker.shared().bootstrapServers(), "http://127.0.0.1:1", "mesh"));

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;

    private final int partitions;

    private Topic(String name, int partitions) {
        this.name = name;
        this.partitions = partitions;
        this.producer = CLIENTS.transactionalProducer("test-writer", name);
        producer.initTransactions();
    }

    public static Topic create(String prefix, int partitions) {
        String name = TestBroker.unique(prefix);
        admin(admin -> admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get());
        return new Topic(name, partitions);
    }

    public String name() {
        return name;
    }

    public int partitions() {
        return partitions;
    }

    public static Supplier<KafkaConsumer<byte[], byte[]>> consumers() {
        return () -> CLIENTS.consumer("test-reader");
    }

    /** Writes and commits. */
    public Topic write(String key, byte @Nullable [] value) {
        return write(new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), value));
    }

    public Topic write(ProducerRecord<byte[], byte[]> written) {
        producer.beginTransaction();
        producer.send(written);
        producer.commitTransaction();
        return this;
    }

    /** Writes what nobody may ever see. */
    public Topic writeAborted(String key, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
        producer.abortTransaction();
        return this;
    }

    public Topic write(Simulation run) {
        run.values().forEach(value -> write(run.runId(), value));
        return this;
    }

    /** What retention does. */
    public void forgetBefore(int partition, long offset) {
        admin(admin -> admin.deleteRecords(
                        Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
    }

    private interface Work {
        void by(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void admin(Work work) {
        try (Admin admin = CLIENTS.admin("test-admin")) {
            work.by(admin);
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
