package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.ExhaustedTask;
import dev.agentmesh.schema.Origin;
import dev.agentmesh.schema.PoisonRecord;
import dev.agentmesh.schema.RecordHeader;
import dev.agentmesh.schema.Redriven;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.Optional;

/** {@code <ns>.dead-letters}. */
final class DeadLetterCodec {
    private DeadLetterCodec() {}

    static MessageCodec<DeadLetter> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.DeadLetter.class),
                message -> names.deadLetters(),
                letter -> wire(letter),
                record -> domain(record));
    }

    static dev.agentmesh.schema.DeadLetter wire(DeadLetter letter) {
        Object body = switch (letter.body()) {
            case DeadLetter.ExhaustedTask task ->
                new ExhaustedTask(
                        task.taskId(),
                        task.stepPath(),
                        task.agent(),
                        task.skill(),
                        task.attempt(),
                        CommonCodec.wire(task.input()),
                        task.held(),
                        task.workflow(),
                        task.version(),
                        task.traceId());
            case DeadLetter.PoisonRecord poison -> new PoisonRecord(poison.reader());
            case DeadLetter.Redriven mark -> new Redriven(mark.by(), mark.reason(), mark.topic(), mark.edited());
        };
        return new dev.agentmesh.schema.DeadLetter(
                CommonCodec.wire(letter.header()),
                letter.id(),
                CommonCodec.wire(letter.failure()),
                letter.origin().map(DeadLetterCodec::wire).orElse(null),
                letter.firstAt(),
                letter.lastAt(),
                body);
    }

    static DeadLetter domain(dev.agentmesh.schema.DeadLetter record) {
        return new DeadLetter(
                CommonCodec.domain(record.getHeader()),
                record.getId(),
                CommonCodec.domain(record.getFailure()),
                Optional.ofNullable(record.getOrigin()).map(DeadLetterCodec::domain),
                record.getFirstAt(),
                record.getLastAt(),
                body(record.getBody()));
    }

    private static DeadLetter.Body body(Object body) {
        return switch (body) {
            case ExhaustedTask task ->
                new DeadLetter.ExhaustedTask(
                        task.getTaskId(),
                        task.getStepPath(),
                        task.getAgent(),
                        task.getSkill(),
                        task.getAttempt(),
                        CommonCodec.domain(task.getInput()),
                        task.getHeld(),
                        task.getWorkflow(),
                        task.getVersion(),
                        task.getTraceId());
            case PoisonRecord poison -> new DeadLetter.PoisonRecord(poison.getReader());
            case Redriven mark ->
                new DeadLetter.Redriven(mark.getBy(), mark.getReason(), mark.getTopic(), mark.getEdited());
            default -> throw CommonCodec.unknownBody(body);
        };
    }

    private static Origin wire(DeadLetter.Origin origin) {
        return new Origin(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                origin.timestamp(),
                origin.key().map(Octets::asBuffer).orElse(null),
                origin.value().map(Octets::asBuffer).orElse(null),
                origin.headers().stream()
                        .map(header ->
                                new RecordHeader(header.name(), header.value().asBuffer()))
                        .toList());
    }

    private static DeadLetter.Origin domain(Origin origin) {
        return new DeadLetter.Origin(
                origin.getTopic(),
                origin.getPartition(),
                origin.getOffset(),
                origin.getTimestamp(),
                Optional.ofNullable(origin.getKey()).map(CommonCodec::octets),
                Optional.ofNullable(origin.getValue()).map(CommonCodec::octets),
                origin.getHeaders().stream()
                        .map(header -> new DeadLetter.Header(header.getName(), CommonCodec.octets(header.getValue())))
                        .toList());
    }
}
