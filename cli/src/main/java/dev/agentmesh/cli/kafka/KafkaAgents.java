package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.gateway.AgentGateway;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

record KafkaAgents(Connection connection) implements AgentGateway {
    private static final long ANSWER_SECONDS = 10;

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
    public Map<String, BreakerState> breakers() {
        String topic = connection.cluster().names().breakers();
        Map<String, BreakerState> newest = new HashMap<>();
        // An orchestrator makes it when it starts; a namespace may be older than its first start with breakers.
        if (!connection
                .ask("list the topics", connection.admin().listTopics().names())
                .contains(topic)) {
            return newest;
        }
        TopicScan.read(connection.clients(), topic, record -> {
            try {
                BreakerState found = connection.codecs().breakers().decode(record.value());
                newest.put(found.agent(), found);
            } catch (UndecodableRecord _) {
                // Of a newer version: better an old word than none.
            }
        });
        return newest;
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
                "describe topic " + topic,
                connection.admin().describeTopics(List.of(topic)).allTopicNames());
        List<TopicPartition> partitions = described.values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed = connection.ask(
                "ask for the offsets of " + group,
                connection.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long lag = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata done = committed.get(partition);
            long from = done == null ? starts.getOrDefault(partition, 0L) : done.offset();
            lag += Math.max(0, ends.getOrDefault(partition, from) - from);
        }
        return new Work(members(group), lag);
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        connection
                .ask("ask for offsets", connection.admin().listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** A group nobody ever joined is not an error: the agent has never run. */
    private int members(String group) {
        try {
            return connection
                    .admin()
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (ExecutionException | TimeoutException noGroup) {
            return 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
