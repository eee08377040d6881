package dev.agentmesh.host.publish;

import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordKey;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record to be written. It is made when it is sent, because that may need the registry. */
@FunctionalInterface
interface Outgoing {
    /** @throws dev.agentmesh.topics.registry.RegistryUnavailable when the registry is needed and out of reach */
    ProducerRecord<byte[], byte[]> toRecord();

    static <T extends Message> Outgoing of(
            String topic, MessageCodec<T> codec, T message, String source, Optional<TraceParent> trace) {
        return () -> {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, RecordKey.of(message), codec.encode(message));
            Envelope.of(message, source, trace).writeTo(record.headers());
            return record;
        };
    }
}
