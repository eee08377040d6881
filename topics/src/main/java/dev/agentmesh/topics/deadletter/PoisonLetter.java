package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.DeadLetter.Origin;
import dev.agentmesh.topics.message.DeadLetter.PoisonRecord;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.Identifiers;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Makes dead letters about records that their reader could not process. */
public final class PoisonLetter {
    private PoisonLetter() {}

    /** The letter about a consumed record. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record, Failure failure, String reader, Instant now) {
        Origin origin = new Origin(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.ofNullable(record.key()).map(Octets::of),
                Optional.ofNullable(record.value()).map(Octets::of),
                headers(record.headers()));
        return of(origin, failure, reader, now);
    }

    /** The letter about a record, where it is known by its parts. */
    public static DeadLetter of(Origin origin, Failure failure, String reader, Instant now) {
        String runId =
                origin.key().map(Octets::text).flatMap(PoisonLetter::runId).orElse("");
        String position = origin.topic() + "-" + origin.partition() + ":" + origin.offset();
        return new DeadLetter(
                MessageHeader.of(runId, now, position),
                DeadLetterId.ofRecord(origin.topic(), origin.partition(), origin.offset()),
                failure,
                Optional.of(origin),
                now,
                now,
                new PoisonRecord(reader));
    }

    /** Why a record that cannot be decoded is given up. */
    public static Failure failure(UndecodableRecord undecodable) {
        return new Failure("POISON", undecodable.code(), String.valueOf(undecodable.getMessage()));
    }

    public static List<DeadLetter.Header> headers(Headers headers) {
        List<DeadLetter.Header> copies = new ArrayList<>();
        headers.forEach(header -> copies.add(new DeadLetter.Header(
                header.key(), header.value() == null ? Octets.EMPTY : Octets.of(header.value()))));
        return copies;
    }

    /** Keys are run ids or start with one and a slash; a key that is neither says nothing. */
    private static Optional<String> runId(String key) {
        int slash = key.indexOf('/');
        String candidate = slash < 0 ? key : key.substring(0, slash);
        try {
            return Optional.of(Identifiers.requireRunId("runId", candidate));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
