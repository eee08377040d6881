package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A registry, a serde over it, and a task to send through them. */
final class Probe {
    static final String SUBJECT = "test.tasks.greeter-value";

    final InMemoryRegistry registry = new InMemoryRegistry();
    final MessageCodec<TaskMessage> codec = codec(Map.of("auto.register.schemas", "true"));

    MessageCodec<TaskMessage> codec(Map<String, String> properties) {
        return new MessageCodecs(RecordSerde.open(properties, registry), new TopicNames("test")).tasks();
    }

    static TaskMessage task() {
        return new TaskMessage(
                MessageHeader.of("r-1", Instant.parse("2026-11-21T10:00:00Z"), "test"),
                "r-1/greet",
                "greet",
                1,
                "lease",
                "greeter",
                new TaskMessage.Execute(
                        "greet",
                        Payload.json("{\"name\":\"Ana\"}"),
                        Instant.parse("2026-11-21T10:05:00Z"),
                        "r-1/greet"));
    }

    /** A frame with the schema registered under some subject, and bytes of any kind behind it. */
    byte[] framed(Schema schema, byte[] avro) {
        return framed(registry.register("elsewhere-" + schema.hashCode(), schema.toString()), avro);
    }

    static byte[] framed(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    static byte[] avro(Schema schema, Object datum) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
