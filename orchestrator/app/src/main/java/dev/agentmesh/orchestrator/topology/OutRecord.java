package dev.agentmesh.orchestrator.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** An encoded record on its way to the topic it names. */
final class OutRecord {
    static final TopicNameExtractor<byte[], OutRecord> TOPIC = (key, out, context) -> out.topic;
    static final Serializer<OutRecord> SERIALIZER = (topic, out) -> out.value;

    private final String topic;
    private final byte[] value;

    OutRecord(String topic, byte[] value) {
        this.topic = topic;
        this.value = value;
    }
}
