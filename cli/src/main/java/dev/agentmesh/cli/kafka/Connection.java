package dev.agentmesh.cli.kafka;

import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;

/** The clients of one command, each made when it is first needed. For one thread. */
final class Connection implements AutoCloseable {
    private static final String CLIENT = "mesh-cli";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofMillis(200);

    private final ClusterSettings cluster;
    private final KafkaClients clients;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private @Nullable Admin admin;
    private @Nullable HttpSchemaRegistry registry;
    private @Nullable RecordSerde serde;
    private @Nullable MessageCodecs codecs;

    Connection(ClusterSettings cluster) {
        this.cluster = cluster;
        this.clients = new KafkaClients(cluster);
    }

    ClusterSettings cluster() {
        return cluster;
    }

    KafkaClients clients() {
        return clients;
    }

    Consumer<byte[], byte[]> consumer() {
        return clients.consumer(CLIENT);
    }

    Admin admin() {
        if (admin == null) {
            Admin made = clients.admin(CLIENT);
            admin = made;
            open.push(() -> made.close(GOODBYE));
        }
        return admin;
    }

    HttpSchemaRegistry registry() {
        if (registry == null) {
            registry = new HttpSchemaRegistry(cluster.registry());
            open.push(registry);
        }
        return registry;
    }

    RecordSerde serde() {
        if (serde == null) {
            serde = RecordSerde.open(cluster.properties(), registry());
        }
        return serde;
    }

    MessageCodecs codecs() {
        if (codecs == null) {
            codecs = new MessageCodecs(serde(), cluster.names());
        }
        return codecs;
    }

    <M extends Message> RecordMetadata send(String topic, MessageCodec<M> codec, M message) {
        var record = new ProducerRecord<>(topic, RecordKey.of(message), codec.encode(message));
        Envelope.of(message, "/" + cluster.names().namespace() + "/cli", Optional.empty())
                .writeTo(record.headers());
        return send(record);
    }

    /**
     * Sends the message once to each partition.
     *
     * @return how many there are
     */
    <M extends Message> int sendToAll(String topic, MessageCodec<M> codec, M message) {
        List<PartitionInfo> partitions = producer().partitionsFor(topic);
        for (PartitionInfo partition : partitions) {
            var record =
                    new ProducerRecord<>(topic, partition.partition(), RecordKey.of(message), codec.encode(message));
            Envelope.of(message, "/" + cluster.names().namespace() + "/cli", Optional.empty())
                    .writeTo(record.headers());
            send(record);
        }
        return partitions.size();
    }

    /** Returns when the record is on the quorum. */
    RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer().send(record).get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException notSent) {
            throw unreachable("send to " + record.topic(), notSent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unreachable("send to " + record.topic(), stop);
        }
    }

    <T> T ask(String what, KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            throw unreachable(what, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unreachable(what, stop);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            KafkaProducer<byte[], byte[]> made = clients.producer(CLIENT);
            producer = made;
            open.push(() -> made.close(GOODBYE));
        }
        return producer;
    }

    private static MeshException unreachable(String what, Throwable cause) {
        Throwable root = cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
        return new MeshException(
                TopicErrors.BROKER_UNREACHABLE,
                "cannot " + what + ": "
                        + (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()),
                root);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception leftOpen) {
                // The process ends anyway; a client that does not close must not hide what the command has to say.
            }
        }
    }
}
