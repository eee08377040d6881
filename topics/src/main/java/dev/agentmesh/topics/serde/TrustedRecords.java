package dev.agentmesh.topics.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The classes that decoding may make: those of one generated type and of what it is made of, found once, from our own schema. No class
 * is ever looked up by a name that came with a record, and Avro's process-wide list of trusted classes stays as others left it.
 */
final class TrustedRecords extends SpecificData {
    private final Map<String, Class<?>> classes = new HashMap<>();

    TrustedRecords(Class<? extends SpecificRecord> type) {
        super(type.getClassLoader());
        addLogicalTypeConversions(this);
        collect(SpecificData.get().getSchema(type), type);
    }

    private void collect(Schema schema, Class<?> root) {
        switch (schema.getType()) {
            case ARRAY -> collect(schema.getElementType(), root);
            case MAP -> collect(schema.getValueType(), root);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, root));
            case RECORD -> {
                if (classes.put(schema.getFullName(), load(schema, root)) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), root));
                }
            }
            case ENUM, FIXED -> classes.put(schema.getFullName(), load(schema, root));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static Class<?> load(Schema schema, Class<?> root) {
        try {
            return Class.forName(schema.getFullName(), true, root.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    schema.getFullName() + " is part of " + root.getName() + " but was not generated", e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }
}
