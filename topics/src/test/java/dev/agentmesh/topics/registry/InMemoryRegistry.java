package dev.agentmesh.topics.registry;

import dev.agentmesh.topics.error.TopicErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** A registry without a server: ids by content, compatibility over all versions, and a switch that takes it away. */
public final class InMemoryRegistry implements SchemaRegistry {
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, List<String>> versions = new LinkedHashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private boolean reachable = true;
    public final AtomicInteger requests = new AtomicInteger();
    public Compatibility standard = Compatibility.BACKWARD;

    public synchronized void goDown() {
        reachable = false;
    }

    public synchronized void comeBack() {
        reachable = true;
    }

    /** Gives text an id that no subject has, unread. */
    public synchronized int store(String text) {
        return ids.computeIfAbsent(text, t -> ids.size() + 1);
    }

    @Override
    public synchronized int register(String subject, String schema) {
        answer();
        if (!compatible(subject, schema)) {
            throw new RegistryRefused(TopicErrors.INCOMPATIBLE_SCHEMA, "incompatible with " + subject);
        }
        List<String> all = versions.computeIfAbsent(subject, s -> new ArrayList<>());
        if (!all.contains(schema)) {
            all.add(schema);
        }
        return ids.computeIfAbsent(schema, s -> ids.size() + 1);
    }

    @Override
    public synchronized OptionalInt lookup(String subject, String schema) {
        answer();
        return versions.getOrDefault(subject, List.of()).contains(schema)
                ? OptionalInt.of(ids.getOrDefault(schema, 0))
                : OptionalInt.empty();
    }

    @Override
    public synchronized Optional<String> schemaById(int id) {
        answer();
        return ids.entrySet().stream()
                .filter(e -> e.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        answer();
        List<String> all = versions.get(subject);
        return all == null
                ? Optional.empty()
                : Optional.of(
                        new RegisteredSchema(subject, all.size(), ids.getOrDefault(all.getLast(), 0), all.getLast()));
    }

    @Override
    public synchronized List<String> subjects() {
        answer();
        return List.copyOf(versions.keySet());
    }

    @Override
    public synchronized boolean isCompatible(String subject, String schema) {
        answer();
        return compatible(subject, schema);
    }

    @Override
    public synchronized Optional<Compatibility> compatibility(String subject) {
        answer();
        return Optional.ofNullable(levels.get(subject));
    }

    @Override
    public Compatibility defaultCompatibility() {
        answer();
        return standard;
    }

    @Override
    public synchronized void setCompatibility(String subject, Compatibility level) {
        answer();
        levels.put(subject, level);
    }

    private void answer() {
        requests.incrementAndGet();
        if (!reachable) {
            throw new RegistryUnavailable("switched off by the test", null);
        }
    }

    private boolean compatible(String subject, String schema) {
        Schema reader = new Schema.Parser().parse(schema);
        return versions.getOrDefault(subject, List.of()).stream()
                .allMatch(older ->
                        SchemaCompatibility.checkReaderWriterCompatibility(reader, new Schema.Parser().parse(older))
                                        .getType()
                                == SchemaCompatibilityType.COMPATIBLE);
    }
}
