package dev.agentmesh.topics.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The topics of a namespace as they are, read once. */
public final class ClusterView {
    private final Map<String, TopicDescription> topics;
    private final Map<String, Map<String, String>> settings;

    private ClusterView(Map<String, TopicDescription> topics, Map<String, Map<String, String>> settings) {
        this.topics = topics;
        this.settings = settings;
    }

    /**
     * Reads all topics whose names belong to the namespace.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-5001 when no broker answers
     */
    public static ClusterView read(Admin admin, TopicNames names) {
        Set<String> ours = AdminCalls.get("list the topics", admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(names.namespace() + "."))
                .collect(Collectors.toSet());
        Map<String, TopicDescription> topics =
                AdminCalls.get("describe the topics", admin.describeTopics(ours).allTopicNames());
        List<ConfigResource> resources = new ArrayList<>();
        ours.forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        Map<String, Map<String, String>> settings = new HashMap<>();
        AdminCalls.get(
                        "read the settings of the topics",
                        admin.describeConfigs(resources).all())
                .forEach((resource, config) -> settings.put(resource.name(), values(config)));
        return new ClusterView(topics, settings);
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    public Set<String> topicNames() {
        return topics.keySet();
    }

    public Optional<TopicDescription> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** The value in force, default or not; empty when the broker has no such setting. */
    public Optional<String> setting(String topic, String key) {
        return Optional.ofNullable(settings.getOrDefault(topic, Map.of()).get(key));
    }
}
