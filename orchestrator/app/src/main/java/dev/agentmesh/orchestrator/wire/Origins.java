package dev.agentmesh.orchestrator.wire;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.deadletter.PoisonLetter;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.ResultMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Where the record stood that a dead letter is about. */
public final class Origins {
    private Origins() {}

    /** Of a record the orchestrator reads. */
    public static DeadLetter.Origin of(Record<byte[], byte[]> record, RecordMetadata from) {
        return new DeadLetter.Origin(
                from.topic(),
                from.partition(),
                from.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                octets(record.key()),
                octets(record.value()),
                PoisonLetter.headers(record.headers()));
    }

    /** Of the task a worker reported on. The bytes are in its topic; the input is in the letter. */
    public static Optional<DeadLetter.Origin> ofTask(ResultMessage report, TopicNames names, Instant at) {
        if (!report.position().isKnown()) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetter.Origin(
                names.tasks(report.agent()),
                report.position().partition(),
                report.position().offset(),
                at,
                Optional.of(Octets.of(report.taskId().getBytes(StandardCharsets.UTF_8))),
                Optional.empty(),
                List.of()));
    }

    private static Optional<Octets> octets(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(Octets::of);
    }
}
