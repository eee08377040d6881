package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.avro.specific.SpecificRecord;

/** Makes {@link RecordFormat}s. One per process is enough: it holds the caches. */
public interface RecordSerde {
    /** {@code mesh} (the default) or {@code confluent}, or the name of a {@link SerdeProvider} of your own. */
    String SETTING = "schema.serde";

    <T extends SpecificRecord> RecordFormat<T> format(Class<T> type);

    /**
     * The serde that {@value #SETTING} names.
     *
     * @throws MeshException MESH-5018 when there is none of that name
     */
    static RecordSerde open(Map<String, String> properties, SchemaRegistry registry) {
        String name = properties.getOrDefault(SETTING, "mesh");
        List<SerdeProvider> known = ServiceLoader.load(SerdeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return known.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MeshException(
                        TopicErrors.INVALID_SETTING,
                        SETTING + " is \"" + name + "\"; known are "
                                + known.stream()
                                        .map(SerdeProvider::name)
                                        .sorted()
                                        .toList()))
                .open(properties, registry);
    }
}
