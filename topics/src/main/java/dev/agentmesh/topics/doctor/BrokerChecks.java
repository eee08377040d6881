package dev.agentmesh.topics.doctor;

import dev.agentmesh.topics.catalogue.AdminCalls;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** What can be wrong with brokers and groups. */
final class BrokerChecks {
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final int NEEDED_VERSION = 2;
    private static final String OFFSETS_RETENTION = "offsets.retention.minutes";
    private static final Map<String, String> SHARE_GROUP =
            new TreeMap<>(Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_committed"));

    private final Admin admin;
    private final TopicNames names;

    BrokerChecks(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /** With older transactions an abandoned one can swallow records of its successor (KIP-890). */
    List<Finding> features() {
        FinalizedVersionRange range = AdminCalls.get(
                        "read the features of the cluster",
                        admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        return transactions(range == null ? 0 : range.maxVersionLevel());
    }

    static List<Finding> transactions(int version) {
        return version >= NEEDED_VERSION
                ? List.of()
                : List.of(Finding.error(
                        TopicErrors.TRANSACTIONS,
                        "cluster",
                        TRANSACTION_VERSION + " is " + version + ", expected " + NEEDED_VERSION));
    }

    List<Finding> offsetsRetention() {
        List<ConfigResource> brokers = AdminCalls.get(
                        "list the brokers", admin.describeCluster().nodes())
                .stream()
                .map(Node::idString)
                .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
                .toList();
        List<Finding> findings = new ArrayList<>();
        settings(brokers)
                .forEach((broker, config) -> value(config, OFFSETS_RETENTION)
                        .ifPresent(
                                minutes -> findings.addAll(offsetsRetention(broker.name(), Long.parseLong(minutes)))));
        return findings;
    }

    static List<Finding> offsetsRetention(String broker, long minutes) {
        long needed = Duration.ofDays(7).toMinutes();
        return minutes >= needed
                ? List.of()
                : List.of(Finding.warning(
                        TopicErrors.OFFSETS_RETENTION,
                        "broker " + broker,
                        OFFSETS_RETENTION + " is " + minutes + ", expected at least " + needed));
    }

    /** Their settings live on the broker, not in the client, and the defaults skip records and show aborted ones. */
    List<Finding> shareGroups() {
        List<ConfigResource> groups = AdminCalls.get(
                        "list the share groups",
                        admin.listGroups(new ListGroupsOptions().withTypes(Set.of(GroupType.SHARE)))
                                .all())
                .stream()
                .map(GroupListing::groupId)
                .filter(id -> id.startsWith(names.namespace() + "."))
                .map(id -> new ConfigResource(ConfigResource.Type.GROUP, id))
                .toList();
        List<Finding> findings = new ArrayList<>();
        settings(groups)
                .forEach((group, config) -> SHARE_GROUP.forEach((key, needed) -> {
                    String actual = value(config, key).orElse("not set");
                    if (!actual.equals(needed)) {
                        findings.add(Finding.error(
                                TopicErrors.SHARE_GROUP,
                                "share group " + group.name(),
                                key + " is " + actual + ", expected " + needed));
                    }
                }));
        return findings;
    }

    private Map<ConfigResource, Config> settings(List<ConfigResource> resources) {
        return resources.isEmpty()
                ? Map.of()
                : AdminCalls.get(
                        "read settings", admin.describeConfigs(resources).all());
    }

    private static Optional<String> value(Config config, String key) {
        return Optional.ofNullable(config.get(key)).map(ConfigEntry::value);
    }
}
