package dev.agentmesh.host.lane;

import dev.agentmesh.topics.catalogue.AdminCalls;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From one way to share an agent's work to the other: whoever comes first in the new group begins where the old group had got to, or
 * tasks of a week would run again. Where somebody is in the new group already nothing is changed.
 */
public final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /**
     * How often a record is delivered before the broker drops it without a word; the most that brokers allow unless told otherwise. What a
     * dying process had goes to whoever asks, and that may be its own idle lanes, one after the other.
     */
    private static final int DELIVERIES = 10;

    private final Admin admin;
    private final TopicNames names;

    public Handover(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /**
     * The share group's settings, which live on the broker with defaults that skip records and show aborted ones, and its beginning.
     *
     * @param lock how long a record of a process that hangs stays with it
     */
    public void toLanes(String agent, Duration lock) {
        String group = names.lanesGroup(agent);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        AdminCalls.get(
                "set up the share group " + group,
                admin.incrementalAlterConfigs(Map.of(
                                resource,
                                List.of(
                                        set("share.auto.offset.reset", "earliest"),
                                        set("share.isolation.level", "read_committed"),
                                        set("share.record.lock.duration.ms", Long.toString(lock.toMillis())))))
                        .all());
        // By itself, because brokers before 4.3 do not know it, and their operators may allow less.
        quietly(
                group,
                () -> admin.incrementalAlterConfigs(Map.of(
                                resource, List.of(set("share.delivery.count.limit", Integer.toString(DELIVERIES)))))
                        .all()
                        .get());
        Map<TopicPartition, Long> reached = new HashMap<>();
        classic(agent).forEach((partition, place) -> {
            if (place != null) {
                reached.put(partition, place.offset());
            }
        });
        shared(agent).keySet().forEach(reached::remove);
        if (!reached.isEmpty()) {
            quietly(
                    group,
                    () -> admin.alterShareGroupOffsets(group, reached).all().get());
        }
    }

    /**
     * Moves the classic group on to where the share group has got to. Of a partition on which nothing is left to do that is the end; on
     * others the broker says only how far everything is done, and what was done beyond comes again: end the lanes before you change.
     */
    public void toGroup(String agent) {
        String group = names.agentGroup(agent);
        // Asked before the lag: what is written in between is left over and not passed over.
        Map<TopicPartition, Long> ends = shared(agent).isEmpty() ? Map.of() : ends(agent);
        Map<TopicPartition, SharePartitionOffsetInfo> shared = ends.isEmpty() ? Map.of() : shared(agent);
        Map<TopicPartition, OffsetAndMetadata> committed = shared.isEmpty() ? Map.of() : classic(agent);
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        shared.forEach((partition, place) -> {
            boolean done = place.lag().filter(lag -> lag == 0).isPresent();
            long offset = done ? ends.getOrDefault(partition, place.startOffset()) : place.startOffset();
            OffsetAndMetadata known = committed.get(partition);
            if (known == null || known.offset() < offset) {
                reached.put(partition, new OffsetAndMetadata(offset));
            }
        });
        if (!reached.isEmpty()) {
            quietly(
                    group,
                    () -> admin.alterConsumerGroupOffsets(group, reached).all().get());
        }
    }

    private Map<TopicPartition, Long> ends(String agent) {
        String topic = names.tasks(agent);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        AdminCalls.get("describe " + topic, admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .forEach(description -> description
                        .partitions()
                        .forEach(info -> asked.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminCalls.get("read the ends of " + topic, admin.listOffsets(asked).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<TopicPartition, OffsetAndMetadata> classic(String agent) {
        String group = names.agentGroup(agent);
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException none) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Map<TopicPartition, SharePartitionOffsetInfo> shared(String agent) {
        String group = names.lanesGroup(agent);
        try {
            Map<TopicPartition, SharePartitionOffsetInfo> places =
                    new HashMap<>(admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                            .partitionsToOffsetInfo(group)
                            .get());
            places.values().removeIf(place -> place == null || place.startOffset() < 0);
            return places;
        } catch (ExecutionException none) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private interface Call {
        void make() throws ExecutionException, InterruptedException;
    }

    private static void quietly(String group, Call call) {
        try {
            call.make();
        } catch (ExecutionException | KafkaException inUse) {
            LOG.atInfo().addKeyValue("group", group).log("left as it is: {}", String.valueOf(inUse.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
