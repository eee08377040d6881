package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.CallAnswered;
import dev.agentmesh.schema.CallFailed;
import dev.agentmesh.schema.CallVoided;
import dev.agentmesh.schema.TestAsked;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;

/** {@code <ns>.health}. */
final class HealthCodec {
    private HealthCodec() {}

    static MessageCodec<HealthSignal> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.HealthSignal.class),
                message -> names.health(),
                HealthCodec::wire,
                HealthCodec::domain);
    }

    static dev.agentmesh.schema.HealthSignal wire(HealthSignal message) {
        Object body = switch (message.body()) {
            case HealthSignal.CallFailed failed -> new CallFailed(CommonCodec.wire(failed.failure()));
            case HealthSignal.CallAnswered _ -> new CallAnswered();
            case HealthSignal.CallVoided _ -> new CallVoided();
            case HealthSignal.TestAsked asked -> new TestAsked(asked.lasts().toMillis());
        };
        return new dev.agentmesh.schema.HealthSignal(
                CommonCodec.wire(message.header()), message.agent(), message.attempt(), body);
    }

    static HealthSignal domain(dev.agentmesh.schema.HealthSignal record) {
        Object body = record.getBody();
        HealthSignal.Body read = switch (body) {
            case CallFailed failed -> new HealthSignal.CallFailed(CommonCodec.domain(failed.getFailure()));
            case CallAnswered _ -> new HealthSignal.CallAnswered();
            case CallVoided _ -> new HealthSignal.CallVoided();
            case TestAsked asked -> new HealthSignal.TestAsked(Duration.ofMillis(asked.getLastsMillis()));
            default -> throw CommonCodec.unknownBody(body);
        };
        return new HealthSignal(CommonCodec.domain(record.getHeader()), record.getAgent(), record.getAttempt(), read);
    }
}
