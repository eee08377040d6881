package dev.agentmesh.cli.connection;

import dev.agentmesh.topics.catalogue.TopicNames;
import java.util.HashMap;
import java.util.Map;

/**
 * A mesh, as the addresses it is reached at.
 *
 * @param bootstrap {@code host:port} of one or more brokers
 * @param registry base URL of the schema registry
 * @param clients further settings of Kafka and registry clients
 */
public record ConnectionSettings(String bootstrap, String registry, TopicNames names, Map<String, String> clients) {
    public ConnectionSettings {
        clients = Map.copyOf(clients);
    }

    /** All of it, under the names Kafka and Confluent gave the settings. */
    public Map<String, String> properties() {
        var properties = new HashMap<>(clients);
        properties.put("bootstrap.servers", bootstrap);
        properties.put("schema.registry.url", registry);
        return Map.copyOf(properties);
    }
}
