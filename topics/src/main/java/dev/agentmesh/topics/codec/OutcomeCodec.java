package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.Outcome;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.Optional;

/** {@code <ns>.outcomes}. */
final class OutcomeCodec {
    private OutcomeCodec() {}

    static MessageCodec<OutcomeMessage> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(Outcome.class), message -> names.outcomes(), OutcomeCodec::wire, OutcomeCodec::domain);
    }

    static Outcome wire(OutcomeMessage message) {
        return new Outcome(
                CommonCodec.wire(message.header()),
                message.workflow(),
                message.version(),
                message.status().word(),
                CommonCodec.wirePayload(message.output()),
                message.failure().map(CommonCodec::wire).orElse(null),
                message.undone(),
                message.undoFailed());
    }

    static OutcomeMessage domain(Outcome record) {
        return new OutcomeMessage(
                CommonCodec.domain(record.getHeader()),
                record.getWorkflow(),
                record.getVersion(),
                OutcomeMessage.Status.ofWord(record.getStatus()),
                CommonCodec.domainPayload(record.getOutput()),
                Optional.ofNullable(record.getFailure()).map(CommonCodec::domain),
                record.getUndone(),
                record.getUndoFailed());
    }
}
