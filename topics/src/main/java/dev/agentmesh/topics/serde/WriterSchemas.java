package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.RegistryRefused;
import dev.agentmesh.topics.registry.SchemaRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Schemas by id, asked for once. An id the registry does not know is remembered for a while too, or a stream of poison would become a
 * stream of requests. Safe for use by many threads; two that miss at once may both ask.
 */
final class WriterSchemas {
    static final Duration REMEMBER_UNKNOWN = Duration.ofSeconds(30);
    private static final int MOST_UNKNOWN = 1_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private final SchemaRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknown = new ConcurrentHashMap<>();

    WriterSchemas(SchemaRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    Schema get(int id) throws UndecodableRecord {
        Schema schema = known.get(id);
        if (schema == null) {
            schema = fetch(id);
            known.put(id, schema);
        }
        return schema;
    }

    private Schema fetch(int id) throws UndecodableRecord {
        Long since = unknown.get(id);
        if (id < 0 || since != null && nanoTime.getAsLong() - since < REMEMBER_UNKNOWN.toNanos()) {
            throw unknownId(id);
        }
        Optional<String> text;
        try {
            text = registry.schemaById(id);
        } catch (RegistryRefused e) {
            if (e.error().equals(TopicErrors.SCHEMA_TOO_NEW)) {
                throw new UndecodableRecord(TopicErrors.SCHEMA_TOO_NEW, "schema " + id + " is not plain Avro", e);
            }
            throw e;
        }
        if (text.isEmpty()) {
            if (unknown.size() >= MOST_UNKNOWN) {
                unknown.clear();
            }
            unknown.put(id, nanoTime.getAsLong());
            throw unknownId(id);
        }
        unknown.remove(id);
        return parse(id, text.get());
    }

    private static Schema parse(int id, String text) throws UndecodableRecord {
        if (text.length() > LONGEST_TEXT) {
            throw rejected(id, "its text has " + text.length() + " characters", null);
        }
        try {
            Schema schema = new Schema.Parser().parse(text);
            if (nestsItself(schema, Collections.newSetFromMap(new IdentityHashMap<>()))) {
                throw rejected(id, "it contains itself, so a record could nest without end", null);
            }
            return schema;
        } catch (AvroRuntimeException e) {
            throw rejected(id, "it is not a valid Avro schema", e);
        }
    }

    private static boolean nestsItself(Schema schema, Set<Schema> above) {
        return switch (schema.getType()) {
            case ARRAY -> nestsItself(schema.getElementType(), above);
            case MAP -> nestsItself(schema.getValueType(), above);
            case UNION -> schema.getTypes().stream().anyMatch(branch -> nestsItself(branch, above));
            case RECORD -> {
                boolean nests = !above.add(schema)
                        || schema.getFields().stream().anyMatch(field -> nestsItself(field.schema(), above));
                above.remove(schema);
                yield nests;
            }
            default -> false;
        };
    }

    private static UndecodableRecord unknownId(int id) {
        return new UndecodableRecord(
                TopicErrors.UNKNOWN_SCHEMA, "cannot decode: schema id " + id + " is unknown to the registry");
    }

    private static UndecodableRecord rejected(int id, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new UndecodableRecord(TopicErrors.SCHEMA_TOO_NEW, "schema " + id + " is refused: " + why, cause);
    }
}
