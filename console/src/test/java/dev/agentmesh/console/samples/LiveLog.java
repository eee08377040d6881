package dev.agentmesh.console.samples;

import dev.agentmesh.eventlog.chain.EventAppender.EncodedEvent;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The events topic of a namespace of its own on a real broker, written in transactions as the orchestrator writes. */
public final class LiveLog implements AutoCloseable {
    private final String namespace = TestBroker.unique("read");
    private final Codecs codecs = new Codecs(namespace + ".events");
    private final ClusterSettings cluster =
            ClusterSettings.of(TestBroker.shared().bootstrapServers(), codecs.url(), namespace);
    private final KafkaProducer<byte[], byte[]> producer;

    public LiveLog(int partitions) {
        KafkaClients clients = new KafkaClients(cluster);
        try (Admin admin = clients.admin("test-admin")) {
            admin.createTopics(List.of(new NewTopic(topic(), Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
        producer = clients.transactionalProducer("test-writer", namespace);
        producer.initTransactions();
    }

    public ClusterSettings cluster() {
        return cluster;
    }

    public String registry() {
        return codecs.url();
    }

    public String topic() {
        return cluster.names().events();
    }

    /** Writes a run's events, each in a transaction of its own with another that is taken back; gives where the last one stands. */
    public LogPosition write(LocalRun run) {
        List<EncodedEvent> events = SampleLog.encoded(run, codecs.events(), 0);
        LogPosition last = new LogPosition(topic(), 0, 0);
        for (int i = 0; i < events.size(); i++) {
            if (i % 5 == 0) {
                producer.beginTransaction();
                producer.send(record(run.id(), events.get(i).value()));
                producer.flush();
                producer.abortTransaction();
            }
            last = write(run.id(), events.get(i).value());
        }
        return last;
    }

    /** Writes a run's events in one transaction. */
    public void writeAtOnce(LocalRun run) {
        producer.beginTransaction();
        SampleLog.encoded(run, codecs.events(), 0).forEach(event -> producer.send(record(run.id(), event.value())));
        producer.commitTransaction();
    }

    /** Writes whatever it is, and commits. */
    public LogPosition write(String key, byte @Nullable [] value) {
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(record(key, value));
        producer.commitTransaction();
        try {
            RecordMetadata at = sent.get();
            return new LogPosition(at.topic(), at.partition(), at.offset());
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    @Override
    public void close() {
        producer.close();
        codecs.close();
    }
}
