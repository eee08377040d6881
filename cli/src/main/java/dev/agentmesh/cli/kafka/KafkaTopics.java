package dev.agentmesh.cli.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Plan;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.doctor.Doctor;
import dev.agentmesh.topics.doctor.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

final class KafkaTopics implements TopicGateway {
    /** Longer than any workflow or step may take. */
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(7);

    private final Connection connection;
    private final Catalogue catalogue;
    private final AvroJson avro;

    KafkaTopics(Connection connection) {
        this.connection = connection;
        this.catalogue = new Catalogue(
                connection.cluster().names(),
                CatalogueSettings.from(connection.cluster().properties()));
        this.avro = new AvroJson(connection::registry);
    }

    @Override
    public List<Topic> list() {
        String prefix = connection.cluster().names().namespace() + ".";
        List<String> names = connection
                .ask("list the topics", connection.admin().listTopics().names())
                .stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
        Map<String, TopicDescription> described = connection.ask(
                "describe the topics", connection.admin().describeTopics(names).allTopicNames());
        Map<TopicPartition, Long> starts = offsets(described, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(described, OffsetSpec.latest());
        Map<String, String> cleanups = cleanups(names);
        List<Topic> topics = new ArrayList<>();
        described.forEach((name, description) -> {
            long records = ends.entrySet().stream()
                    .filter(end -> end.getKey().topic().equals(name))
                    .mapToLong(end -> end.getValue() - starts.getOrDefault(end.getKey(), 0L))
                    .sum();
            topics.add(
                    new Topic(name, description.partitions().size(), records, Optional.ofNullable(cleanups.get(name))));
        });
        topics.sort(Comparator.comparing(Topic::name));
        return topics;
    }

    @Override
    public Plan plan() {
        return provisioner().plan();
    }

    @Override
    public Plan apply() {
        return provisioner().apply();
    }

    @Override
    public Plan provisionAgent(String agent) {
        return provisioner().provisionAgent(agent);
    }

    @Override
    public List<Finding> examine() {
        return new Doctor(catalogue, connection.admin(), connection.registry(), LONGEST_DEADLINE).examine();
    }

    @Override
    public TopicReader reader(String topic) {
        return new TopicReader(connection::consumer, topic);
    }

    @Override
    public JsonNode show(byte @Nullable [] value) {
        return avro.show(value);
    }

    @Override
    public byte[] encode(String topic, String json) {
        return avro.encode(topic, json);
    }

    @Override
    public Position publish(Outgoing outgoing) {
        String key = outgoing.key();
        var record = new ProducerRecord<>(
                outgoing.topic(), key == null ? null : key.getBytes(StandardCharsets.UTF_8), outgoing.value());
        outgoing.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        RecordMetadata sent = connection.send(record);
        return new Position(sent.partition(), sent.offset());
    }

    private Provisioner provisioner() {
        return new Provisioner(catalogue, connection.admin(), connection.registry());
    }

    private Map<TopicPartition, Long> offsets(Map<String, TopicDescription> topics, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topics.forEach((name, description) -> description
                .partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), spec)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found : connection
                .ask("ask for offsets", connection.admin().listOffsets(asked).all())
                .entrySet()) {
            offsets.put(found.getKey(), found.getValue().offset());
        }
        return offsets;
    }

    private Map<String, String> cleanups(List<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, String> cleanups = new HashMap<>();
        for (Map.Entry<ConfigResource, Config> found : connection
                .ask(
                        "ask for settings",
                        connection.admin().describeConfigs(resources).all())
                .entrySet()) {
            ConfigEntry entry = found.getValue().get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (entry != null) {
                cleanups.put(found.getKey().name(), entry.value());
            }
        }
        return cleanups;
    }
}
