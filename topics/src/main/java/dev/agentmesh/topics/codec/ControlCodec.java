package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.Brake;
import dev.agentmesh.schema.Release;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.ControlSignal;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;

/** {@code <ns>.control}. */
final class ControlCodec {
    private ControlCodec() {}

    static MessageCodec<ControlSignal> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.ControlSignal.class),
                message -> names.control(),
                ControlCodec::wire,
                ControlCodec::domain);
    }

    static dev.agentmesh.schema.ControlSignal wire(ControlSignal message) {
        Object body = switch (message.body()) {
            case ControlSignal.Brake brake -> new Brake(brake.rate(), brake.reason(), brake.by());
            case ControlSignal.Release release -> new Release(release.by());
        };
        return new dev.agentmesh.schema.ControlSignal(CommonCodec.wire(message.header()), message.scope(), body);
    }

    static ControlSignal domain(dev.agentmesh.schema.ControlSignal record) {
        Object body = record.getBody();
        ControlSignal.Body read = switch (body) {
            case Brake brake -> new ControlSignal.Brake(brake.getRate(), brake.getReason(), brake.getBy());
            case Release release -> new ControlSignal.Release(release.getBy());
            default -> throw CommonCodec.unknownBody(body);
        };
        return new ControlSignal(CommonCodec.domain(record.getHeader()), record.getScope(), read);
    }
}
