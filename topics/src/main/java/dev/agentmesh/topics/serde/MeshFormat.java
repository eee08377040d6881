package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.TopicErrors;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of one generated type. What depends on schemas only is worked out once per schema id and topic. */
final class MeshFormat<T extends SpecificRecord> implements RecordFormat<T> {
    private final Class<T> type;
    private final Schema schema;
    private final String text;
    private final SpecificData data;
    private final DatumWriter<T> writer;
    private final WriterSchemas writers;
    private final SchemaIds ids;
    private final Map<String, Integer> idByTopic = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<T>> readerById = new ConcurrentHashMap<>();

    MeshFormat(Class<T> type, WriterSchemas writers, SchemaIds ids) {
        this.type = type;
        this.data = new TrustedRecords(type);
        this.schema = data.getSchema(type);
        this.text = SchemaText.of(schema);
        this.writer = new SpecificDatumWriter<>(schema, data);
        this.writers = writers;
        this.ids = ids;
    }

    @Override
    public byte[] encode(String topic, T record) {
        FrameEncoder out = new FrameEncoder(id(topic));
        try {
            writer.write(record, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory refused a record of " + type.getSimpleName(), e);
        }
        return out.toFrame();
    }

    private int id(String topic) {
        Integer id = idByTopic.get(topic);
        if (id == null) {
            id = ids.idOf(topic, schema, text);
            idByTopic.put(topic, id);
        }
        return id;
    }

    @Override
    public T decode(byte @Nullable [] value) throws UndecodableRecord {
        int id = Frame.schemaId(value);
        DatumReader<T> reader = reader(id);
        FrameDecoder in = new FrameDecoder(java.util.Objects.requireNonNull(value), Frame.HEADER);
        T record;
        try {
            record = type.cast(reader.read(null, in));
        } catch (AvroTypeException e) {
            throw tooNew(id, e);
        } catch (IOException | RuntimeException e) {
            // Hostile bytes surface as whatever the innermost reader trips over; all of it means the same.
            throw new UndecodableRecord(
                    TopicErrors.UNDECODABLE, "bytes do not decode with schema " + id + ": " + e.getMessage(), e);
        }
        if (in.remaining() > 0) {
            throw new UndecodableRecord(
                    TopicErrors.UNDECODABLE, in.remaining() + " bytes follow the record of schema " + id);
        }
        return record;
    }

    @Override
    public boolean knows(byte @Nullable [] value) {
        try {
            return readerById.containsKey(Frame.schemaId(value));
        } catch (UndecodableRecord e) {
            return true;
        }
    }

    private DatumReader<T> reader(int id) throws UndecodableRecord {
        DatumReader<T> reader = readerById.get(id);
        if (reader == null) {
            reader = plan(id, writers.get(id));
            readerById.put(id, reader);
        }
        return reader;
    }

    /** Class names in a foreign schema are data, never classes to load (CVE-2024-47561). */
    private DatumReader<T> plan(int id, Schema written) throws UndecodableRecord {
        try {
            return new FastReaderBuilder(data)
                    .withClassPropEnabled(false)
                    .withKeyClassEnabled(false)
                    .createDatumReader(written, schema);
        } catch (IOException | RuntimeException e) {
            throw tooNew(id, e);
        }
    }

    private UndecodableRecord tooNew(int id, Exception e) {
        return new UndecodableRecord(
                TopicErrors.SCHEMA_TOO_NEW,
                "schema " + id + " cannot be read as " + schema.getFullName() + ": " + e.getMessage(),
                e);
    }
}
