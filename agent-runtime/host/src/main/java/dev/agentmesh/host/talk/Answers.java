package dev.agentmesh.host.talk;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Waits for answers. Each waiting reads the one partition the answer will be on, from before the question was put; where the question may
 * have been put by an earlier attempt, from when that can have been, so that an answer which has come already is found.
 */
final class Answers {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaClients clients;
    private final MessageCodecs codecs;
    private final Switchboard mesh;

    Answers(KafkaClients clients, MessageCodecs codecs, Switchboard mesh) {
        this.clients = clients;
        this.codecs = codecs;
        this.mesh = mesh;
    }

    private TopicNames names() {
        return clients.settings().names();
    }

    /** The answer of an agent's handler; empty when none has come until then. */
    Optional<Answer> ofMessage(PeerMessage request, Origin origin, Instant until) {
        return await(
                names().messages(),
                request.correlationId(),
                origin,
                until,
                () -> mesh.send(request, origin),
                record -> read(codecs.messages(), record)
                        .filter(message -> message.causationId().equals(request.id()))
                        .flatMap(Answers::answer));
    }

    private static Optional<Answer> answer(PeerMessage message) {
        return switch (message.kind()) {
            case RESPONSE -> Optional.of(new Answer.Given(message.payload()));
            case ERROR -> Optional.of(new Answer.Refused(message.payload().text()));
            case REQUEST, INFO -> Optional.empty();
        };
    }

    /** The outcome of a run of one step; empty when there is none until then. */
    Optional<Answer> ofWork(CommandMessage start, Origin origin, Instant until) {
        return await(
                names().outcomes(),
                start.header().runId(),
                origin,
                until,
                () -> mesh.send(start, origin),
                record -> read(codecs.outcomes(), record).map(Answers::answer));
    }

    private static Answer answer(OutcomeMessage outcome) {
        return switch (outcome.status()) {
            case COMPLETED -> new Answer.Given(outcome.output().orElseGet(() -> Payload.json("null")));
            case FAILED, CANCELED, REJECTED ->
                new Answer.Refused(outcome.failure()
                        .map(failure -> failure.code() + " " + failure.message())
                        .orElse(outcome.status().word()));
        };
    }

    private static <T> Optional<T> read(MessageCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(codec.decode(record.value()));
        } catch (UndecodableRecord e) {
            return Optional.empty();
        }
    }

    private Optional<Answer> await(
            String topic,
            String key,
            Origin origin,
            Instant until,
            Runnable ask,
            Function<ConsumerRecord<byte[], byte[]>, Optional<Answer>> answer) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(origin.instance() + "-answers")) {
            int partitions = consumer.partitionsFor(topic).size();
            TopicPartition partition = new TopicPartition(topic, Utils.toPositive(Utils.murmur2(bytes)) % partitions);
            consumer.assign(List.of(partition));
            seek(consumer, partition, origin);
            ask.run();
            while (mesh.clock().instant().isBefore(until)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<Answer> found =
                            Arrays.equals(record.key(), bytes) ? answer.apply(record) : Optional.empty();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Origin origin) {
        var found = origin.again()
                ? consumer.offsetsForTimes(Map.of(partition, origin.since().toEpochMilli()))
                        .get(partition)
                : null;
        if (found == null) {
            consumer.seekToEnd(List.of(partition));
            // Seeking is lazy; the place has to be known before the question is put.
            consumer.position(partition);
        } else {
            consumer.seek(partition, found.offset());
        }
    }
}
