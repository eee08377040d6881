package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.gateway.AgentGateway;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

record KafkaAgents(Connection connection) implements AgentGateway {
    @Override
    public List<AgentAnnouncement> announcements() {
        Map<String, AgentAnnouncement> newest = new LinkedHashMap<>();
        TopicScan.read(connection.clients(), connection.cluster().names().agents(), record -> {
            if (record.value() == null) {
                newest.remove(new String(record.key(), StandardCharsets.UTF_8));
                return;
            }
            try {
                AgentAnnouncement found = connection.codecs().agents().decode(record.value());
                newest.put(found.key(), found);
            } catch (UndecodableRecord poison) {
                // An instance that cannot be understood is not listed; its tasks' lag still shows.
                return;
            }
        });
        return List.copyOf(newest.values());
    }

    @Override
    public Map<String, Work> work(Set<String> agents) {
        TopicNames names = connection.cluster().names();
        Set<String> topics = connection.ask(
                "list the topics", connection.admin().listTopics().names());
        Map<String, Work> work = new HashMap<>();
        for (String agent : agents) {
            if (topics.contains(names.tasks(agent))) {
                work.put(agent, workOf(names.agentGroup(agent), names.tasks(agent)));
            }
        }
        return work;
    }

    private Work workOf(String group, String topic) {
        Map<String, TopicDescription> described = connection.ask(
                "describe topic " + topic, connection.admin().describeTopics(List.of(topic)).allTopicNames());
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        described.values().stream()
                .flatMap(description -> description.partitions().stream())
                .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                connection.ask("ask for the ends of " + topic, connection.admin().listOffsets(latest).all());
        Map<TopicPartition, ListOffsetsResultInfo> starts = connection.ask(
                "ask for the starts of " + topic, connection.admin().listOffsets(earliest(latest.keySet())).all());
        Map<TopicPartition, OffsetAndMetadata> committed = connection.ask(
                "ask for the offsets of " + group,
                connection.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long lag = 0;
        for (TopicPartition partition : latest.keySet()) {
            OffsetAndMetadata done = committed.get(partition);
            long from = done == null ? offset(starts, partition) : done.offset();
            lag += Math.max(0, offset(ends, partition) - from);
        }
        return new Work(members(group), lag);
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        ListOffsetsResultInfo found = offsets.get(partition);
        return found == null ? 0 : found.offset();
    }

    private static Map<TopicPartition, OffsetSpec> earliest(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        partitions.forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
        return earliest;
    }

    /** A group nobody ever joined is not an error: the agent has never run. */
    private int members(String group) {
        try {
            return connection
                    .admin()
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get(10, java.util.concurrent.TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToInt(found -> found.members().size())
                    .sum();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException noGroup) {
            return 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
