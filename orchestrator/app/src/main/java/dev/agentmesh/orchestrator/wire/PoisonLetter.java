package dev.agentmesh.orchestrator.wire;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.ResultMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Dead letters about records, and where the record of a task stood. */
public final class PoisonLetter {
    private static final String READER = "orchestrator";

    private PoisonLetter() {}

    /** A letter about a record the orchestrator cannot handle; the same record gives the same id. */
    public static DeadLetter of(
            Record<byte[], byte[]> record, RecordMetadata from, Instant at, String code, String reason) {
        List<DeadLetter.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(
                    new DeadLetter.Header(header.key(), octets(header.value()).orElse(Octets.EMPTY)));
        }
        DeadLetter.Origin origin = new DeadLetter.Origin(
                from.topic(),
                from.partition(),
                from.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                octets(record.key()),
                octets(record.value()),
                headers);
        return new DeadLetter(
                MessageHeader.of("", at, from.topic() + "-" + from.partition() + ":" + from.offset()),
                "d-" + from.topic() + "-" + from.partition() + "-" + from.offset(),
                new Failure("POISON", code, reason),
                Optional.of(origin),
                at,
                at,
                new DeadLetter.PoisonRecord(READER));
    }

    /** Where the task record stood that a worker reported on. The bytes are in its topic; the input is in the letter. */
    public static Optional<DeadLetter.Origin> originOf(ResultMessage report, TopicNames names, Instant at) {
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

    private static Optional<Octets> octets(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(Octets.of(bytes));
    }
}
