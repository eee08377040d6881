package dev.agentmesh.eventlog.samples;

import dev.agentmesh.topics.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A registry in memory: one id per schema text, from {@code firstId}. */
public final class FixedRegistry implements SchemaRegistry {
    private final int firstId;
    private final List<RegisteredSchema> schemas = new ArrayList<>();

    public FixedRegistry(int firstId) {
        this.firstId = firstId;
    }

    @Override
    public int register(String subject, String schema) {
        OptionalInt known = lookup(subject, schema);
        if (known.isEmpty()) {
            schemas.add(new RegisteredSchema(subject, 1, firstId + schemas.size(), schema));
        }
        return lookup(subject, schema).orElseThrow();
    }

    @Override
    public OptionalInt lookup(String subject, String schema) {
        return schemas.stream()
                .filter(known ->
                        known.subject().equals(subject) && known.schema().equals(schema))
                .mapToInt(RegisteredSchema::id)
                .findFirst();
    }

    @Override
    public Optional<String> schemaById(int id) {
        return schemas.stream()
                .filter(known -> known.id() == id)
                .map(RegisteredSchema::schema)
                .findFirst();
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return schemas.stream().filter(known -> known.subject().equals(subject)).reduce((_, newer) -> newer);
    }

    @Override
    public List<String> subjects() {
        return schemas.stream().map(RegisteredSchema::subject).distinct().toList();
    }

    @Override
    public boolean isCompatible(String subject, String schema) {
        return true;
    }

    @Override
    public Optional<Compatibility> compatibility(String subject) {
        return Optional.empty();
    }

    @Override
    public Compatibility defaultCompatibility() {
        return Compatibility.BACKWARD_TRANSITIVE;
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        throw new UnsupportedOperationException("fixed");
    }
}
