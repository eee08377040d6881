package dev.agentmesh.topics.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One topic as it should be.
 *
 * @param subject under which the schema of its values is registered
 * @param schema of its values, as JSON text
 */
public record TopicSpec(
        String name,
        TopicKind kind,
        int partitions,
        int replicationFactor,
        List<TopicSetting> settings,
        String subject,
        String schema) {

    public TopicSpec {
        settings = List.copyOf(settings);
    }

    /** The same with so many partitions. */
    TopicSpec withPartitions(int count) {
        return new TopicSpec(name, kind, count, replicationFactor, settings, subject, schema);
    }

    NewTopic toNewTopic() {
        Map<String, String> configs = new TreeMap<>();
        settings.forEach(setting -> configs.put(setting.key(), setting.value()));
        return new NewTopic(name, partitions, (short) replicationFactor).configs(configs);
    }
}
