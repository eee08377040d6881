package dev.agentmesh.orchestrator.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** An encoded record on its way to the topic it names. */
public final class OutRecord {
    /** For the task topics, of which there is one per agent. */
    static final TopicNameExtractor<byte[], OutRecord> TOPIC = named("the topic of the task's agent");

    /** For the topics that workflows publish to. */
    static final TopicNameExtractor<byte[], OutRecord> NAMED = named("the topic the step names");

    private static TopicNameExtractor<byte[], OutRecord> named(String described) {
        return new TopicNameExtractor<>() {
            @Override
            public String extract(byte[] key, OutRecord out, RecordContext context) {
                return out.topic;
            }

            @Override
            public String toString() {
                return described;
            }
        };
    }

    static final Serializer<OutRecord> SERIALIZER = (topic, out) -> out.value;

    private final String topic;
    private final byte[] value;

    OutRecord(String topic, byte[] value) {
        this.topic = topic;
        this.value = value;
    }
}
