package dev.agentmesh.cli.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.RegisteredSchema;
import dev.agentmesh.topics.serde.SubjectNaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Values of any topic as JSON and back, by the schemas of the registry. Shows what it can: poison is what people come to look at. */
final class AvroJson {
    private static final int HEADER = 5;
    /** Whoever has it can finish another's task, and terminals are copied into tickets. */
    private static final String LEASE = "lease";

    private final Supplier<? extends SchemaRegistry> registry;
    private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();
    private final JsonMapper mapper = new JsonMapper();

    AvroJson(Supplier<? extends SchemaRegistry> registry) {
        this.registry = registry;
    }

    JsonNode show(byte @Nullable [] value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (value.length >= HEADER && value[0] == 0) {
            Optional<JsonNode> decoded = decode(value);
            if (decoded.isPresent()) {
                return decoded.get();
            }
        }
        return plain(value);
    }

    private Optional<JsonNode> decode(byte[] value) {
        int id = ByteBuffer.wrap(value).getInt(1);
        Optional<Schema> schema = schemas.computeIfAbsent(
                id, key -> registry.get().schemaById(key).map(new Schema.Parser()::parse));
        try {
            return schema.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json(new GenericDatumReader<>(schema.get())
                            .read(
                                    null,
                                    DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null))));
        } catch (IOException | RuntimeException undecodable) {
            return Optional.empty();
        }
    }

    private JsonNode plain(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            try {
                JsonNode json = mapper.readTree(text);
                return json.isMissingNode() ? JsonNodeFactory.instance.textNode(text) : json;
            } catch (JsonProcessingException notJson) {
                return JsonNodeFactory.instance.textNode(text);
            }
        } catch (CharacterCodingException notText) {
            return mapper.createObjectNode()
                    .put("bytes", value.length)
                    .put("hex", HexFormat.of().formatHex(value, 0, Math.min(value.length, 64)));
        }
    }

    /** @param datum as Avro's generic reader gives it; null is JSON's null */
    private JsonNode json(@Nullable Object datum) {
        return switch (datum) {
            case null -> JsonNodeFactory.instance.nullNode();
            case GenericRecord record -> record(record);
            case Iterable<?> items -> {
                ArrayNode array = mapper.createArrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Map<?, ?> entries -> {
                ObjectNode object = mapper.createObjectNode();
                entries.forEach((key, value) -> object.set(String.valueOf(key), json(value)));
                yield object;
            }
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield JsonNodeFactory.instance.textNode(HexFormat.of().formatHex(copy));
            }
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Double number -> JsonNodeFactory.instance.numberNode(number);
            case Float number -> JsonNodeFactory.instance.numberNode(number);
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            case Instant at -> JsonNodeFactory.instance.textNode(at.toString());
            default -> JsonNodeFactory.instance.textNode(datum.toString());
        };
    }

    private JsonNode record(GenericRecord record) {
        if (record.getSchema().getName().equals("Payload") && record.get("data") instanceof ByteBuffer data) {
            byte[] copy = new byte[data.remaining()];
            data.duplicate().get(copy);
            return plain(copy);
        }
        ObjectNode object = mapper.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            boolean time = field.schema().getLogicalType() != null && value instanceof Long;
            if (field.name().equals(LEASE) && value != null) {
                object.put(LEASE, "(hidden)");
                continue;
            }
            object.set(field.name(), time ? json(Instant.ofEpochMilli((Long) value)) : named(field, value));
        }
        return object;
    }

    /** A record of a union is told by its name, or a heartbeat could not be told from a departure. */
    private JsonNode named(Schema.Field field, @Nullable Object value) {
        JsonNode shown = json(value);
        boolean oneOfSeveral = field.schema().getType() == Schema.Type.UNION;
        if (oneOfSeveral && value instanceof GenericRecord record && shown instanceof ObjectNode fields) {
            ObjectNode told =
                    mapper.createObjectNode().put("type", record.getSchema().getName());
            told.setAll(fields);
            return told;
        }
        return shown;
    }

    byte[] encode(String topic, String json) {
        String subject = SubjectNaming.TOPIC_NAME.subject(topic, "");
        RegisteredSchema newest = registry.get()
                .latest(subject)
                .orElseThrow(() -> new MeshException(
                        TopicErrors.NOT_REGISTERED,
                        "there is no schema for topic " + topic + " (subject " + subject + ")"));
        Schema schema = new Schema.Parser().parse(newest.schema());
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(newest.id()).array());
        try {
            Object datum = new GenericDatumReader<>(schema, schema, GenericData.get())
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException | AvroRuntimeException misfit) {
            throw new MeshException(
                    CliErrors.MISFIT,
                    "the value does not fit version " + newest.version() + " of subject " + subject + ": "
                            + misfit.getMessage(),
                    misfit);
        }
    }
}
