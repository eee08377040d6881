package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.registry.SchemaRegistry;
import java.util.Map;

/** A way to turn Avro records into bytes and back; found by {@link java.util.ServiceLoader}. */
public interface SerdeProvider {
    /** What {@link RecordSerde#SETTING} is set to in order to choose it. */
    String name();

    RecordSerde open(Map<String, String> properties, SchemaRegistry registry);
}
