package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.BreakerClosed;
import dev.agentmesh.schema.BreakerHalfOpen;
import dev.agentmesh.schema.BreakerOpen;
import dev.agentmesh.schema.Fault;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;
import java.util.Optional;

/** {@code <ns>.breakers}. */
final class BreakerCodec {
    private BreakerCodec() {}

    static MessageCodec<BreakerState> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(dev.agentmesh.schema.BreakerState.class),
                message -> names.breakers(),
                BreakerCodec::wire,
                BreakerCodec::domain);
    }

    static dev.agentmesh.schema.BreakerState wire(BreakerState message) {
        Object body = switch (message.body()) {
            case BreakerState.Closed closed ->
                new BreakerClosed(
                        closed.failures(),
                        closed.last()
                                .map(last -> new Fault(last.at(), CommonCodec.wire(last.failure())))
                                .orElse(null));
            case BreakerState.Open open -> new BreakerOpen(wire(open.opening()), open.until());
            case BreakerState.HalfOpen half -> new BreakerHalfOpen(wire(half.opening()), half.test(), half.until());
        };
        return new dev.agentmesh.schema.BreakerState(
                CommonCodec.wire(message.header()), message.agent(), message.openings(), body);
    }

    private static dev.agentmesh.schema.Opening wire(BreakerState.Opening opening) {
        return new dev.agentmesh.schema.Opening(
                opening.since(),
                opening.failures(),
                CommonCodec.wire(opening.last()),
                opening.reset().toMillis());
    }

    static BreakerState domain(dev.agentmesh.schema.BreakerState record) {
        Object body = record.getBody();
        BreakerState.Body read = switch (body) {
            case BreakerClosed closed ->
                new BreakerState.Closed(
                        closed.getFailures(),
                        Optional.ofNullable(closed.getLast())
                                .map(last ->
                                        new BreakerState.Fault(last.getAt(), CommonCodec.domain(last.getFailure()))));
            case BreakerOpen open -> new BreakerState.Open(domain(open.getOpening()), open.getUntil());
            case BreakerHalfOpen half ->
                new BreakerState.HalfOpen(domain(half.getOpening()), half.getTest(), half.getUntil());
            default -> throw CommonCodec.unknownBody(body);
        };
        return new BreakerState(CommonCodec.domain(record.getHeader()), record.getAgent(), record.getOpenings(), read);
    }

    private static BreakerState.Opening domain(dev.agentmesh.schema.Opening opening) {
        return new BreakerState.Opening(
                opening.getSince(),
                opening.getFailures(),
                CommonCodec.domain(opening.getLast()),
                Duration.ofMillis(opening.getResetMillis()));
    }
}
