package dev.agentmesh.topics.doctor;

import dev.agentmesh.topics.catalogue.ClusterView;
import dev.agentmesh.topics.catalogue.TopicKind;
import dev.agentmesh.topics.catalogue.TopicKind.Placement;
import dev.agentmesh.topics.catalogue.TopicSetting;
import dev.agentmesh.topics.catalogue.TopicSpec;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;

/** What can be wrong with topics. */
final class TopicChecks {
    private static final Map<String, ErrorCode> CODES = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicErrors.CLEANUP,
            TopicConfig.RETENTION_MS_CONFIG, TopicErrors.RETENTION,
            TopicConfig.RETENTION_BYTES_CONFIG, TopicErrors.RETENTION,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicErrors.MESSAGE_LIMIT,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TopicErrors.REPLICATION,
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, TopicErrors.REPLICATION);

    private final ClusterView cluster;
    private final Duration longestDeadline;

    TopicChecks(ClusterView cluster, Duration longestDeadline) {
        this.cluster = cluster;
        this.longestDeadline = longestDeadline;
    }

    List<Finding> examine(List<TopicSpec> topics) {
        List<Finding> findings = new ArrayList<>();
        for (TopicSpec topic : topics) {
            Optional<TopicDescription> there = cluster.topic(topic.name());
            if (there.isEmpty()) {
                findings.add(Finding.error(
                        TopicErrors.MISSING_TOPIC,
                        "topic " + topic.name(),
                        "topic " + topic.name() + " does not exist"));
                continue;
            }
            findings.addAll(settings(topic));
            findings.addAll(deadline(topic));
            findings.addAll(replicas(topic, there.get()));
        }
        findings.addAll(partitions(topics));
        return findings;
    }

    private List<Finding> settings(TopicSpec topic) {
        List<Finding> findings = new ArrayList<>();
        for (TopicSetting setting : topic.settings()) {
            ErrorCode code = CODES.get(setting.key());
            if (code == null) {
                continue;
            }
            cluster.setting(topic.name(), setting.key())
                    .filter(actual -> !setting.isKeptBy(actual))
                    .ifPresent(actual -> findings.add(Finding.error(
                            code,
                            "topic " + topic.name(),
                            setting.key() + " is " + actual + ", expected "
                                    + (setting.rule() == TopicSetting.Rule.AT_LEAST ? "at least " : "")
                                    + setting.value())));
        }
        return findings;
    }

    /** The catalogue's own retention may be too short for workflows that run longer than it foresaw. */
    private List<Finding> deadline(TopicSpec topic) {
        // What was said of an agent's health a minute ago is of no use to anybody, however long runs take.
        if (topic.kind().keeps().compacts() || topic.kind() == TopicKind.HEALTH) {
            return List.of();
        }
        return cluster.setting(topic.name(), TopicConfig.RETENTION_MS_CONFIG)
                .map(Long::parseLong)
                .filter(millis -> millis != -1 && millis < longestDeadline.toMillis())
                .map(millis -> List.of(Finding.error(
                        TopicErrors.RETENTION,
                        "topic " + topic.name(),
                        "keeps records for " + Duration.ofMillis(millis) + ", the longest deadline is "
                                + longestDeadline)))
                .orElse(List.of());
    }

    private static List<Finding> replicas(TopicSpec topic, TopicDescription there) {
        List<Finding> findings = new ArrayList<>();
        int fewest = there.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (fewest < topic.replicationFactor()) {
            findings.add(Finding.warning(
                    TopicErrors.REPLICATION,
                    "topic " + topic.name(),
                    "has replication factor " + fewest + ", expected " + topic.replicationFactor()));
        }
        List<Integer> lagging = there.partitions().stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .map(TopicPartitionInfo::partition)
                .toList();
        if (!lagging.isEmpty()) {
            findings.add(Finding.error(
                    TopicErrors.REPLICATION,
                    "topic " + topic.name(),
                    "replicas of partitions " + lagging + " are not in sync"));
        }
        return findings;
    }

    private List<Finding> partitions(List<TopicSpec> topics) {
        Map<String, Integer> counts = new TreeMap<>();
        topics.stream()
                .filter(topic -> topic.kind().placement() == Placement.WITH_THE_RUN)
                .forEach(topic -> cluster.topic(topic.name())
                        .ifPresent(there ->
                                counts.put(topic.name(), there.partitions().size())));
        return counts.values().stream().distinct().count() <= 1
                ? List.of()
                : List.of(Finding.error(
                        TopicErrors.PARTITIONS, "topics " + counts.keySet(), "partition counts differ: " + counts));
    }
}
