package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Our own serde: Confluent's wire format and setting names, no jar of theirs. */
public final class MeshSerde implements RecordSerde {
    private final WriterSchemas writers;
    private final SchemaIds ids;

    public MeshSerde(Map<String, String> properties, SchemaRegistry registry) {
        this.writers = new WriterSchemas(registry, System::nanoTime);
        SchemaIds.Source source = flag(properties, "use.latest.version")
                ? SchemaIds.Source.LATEST
                : flag(properties, "auto.register.schemas") ? SchemaIds.Source.REGISTER : SchemaIds.Source.LOOK_UP;
        this.ids = new SchemaIds(
                registry,
                source,
                SubjectNaming.ofStrategy(properties.getOrDefault(SubjectNaming.SETTING, "TopicNameStrategy")));
    }

    @Override
    public <T extends SpecificRecord> RecordFormat<T> format(Class<T> type) {
        return new MeshFormat<>(type, writers, ids);
    }

    private static boolean flag(Map<String, String> properties, String key) {
        String value = properties.getOrDefault(key, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new MeshException(
                        TopicErrors.INVALID_SETTING, key + " is \"" + value + "\"; expected true or false");
        };
    }

    /** For the service loader. */
    public static final class Provider implements SerdeProvider {
        @Override
        public String name() {
            return "mesh";
        }

        @Override
        public RecordSerde open(Map<String, String> properties, SchemaRegistry registry) {
            return new MeshSerde(properties, registry);
        }
    }
}
