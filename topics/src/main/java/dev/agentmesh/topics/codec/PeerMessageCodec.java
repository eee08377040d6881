package dev.agentmesh.topics.codec;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.Optional;

/** {@code <ns>.messages}. */
final class PeerMessageCodec {
    private PeerMessageCodec() {}

    static MessageCodec<PeerMessage> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.PeerMessage.class),
                message -> names.messages(),
                PeerMessageCodec::wire,
                PeerMessageCodec::domain);
    }

    static dev.agentmesh.schema.PeerMessage wire(PeerMessage message) {
        return new dev.agentmesh.schema.PeerMessage(
                CommonCodec.wire(message.header()),
                message.id(),
                message.sender(),
                message.senderInstance(),
                message.recipient().orElse(null),
                message.recipientInstance(),
                message.kind().word(),
                message.correlationId(),
                message.causationId(),
                message.task(),
                CommonCodec.wire(message.payload()));
    }

    static PeerMessage domain(dev.agentmesh.schema.PeerMessage record) {
        return new PeerMessage(
                CommonCodec.domain(record.getHeader()),
                record.getId(),
                record.getSender(),
                record.getSenderInstance(),
                Optional.ofNullable(record.getRecipient()),
                record.getRecipientInstance(),
                PeerMessage.Kind.ofWord(record.getKind()),
                record.getCorrelationId(),
                record.getCausationId(),
                record.getTaskId(),
                CommonCodec.domain(record.getPayload()));
    }
}
