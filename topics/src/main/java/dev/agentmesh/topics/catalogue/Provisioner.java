package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics and subjects what the catalogue says. Doing it again changes nothing; two that do it at once do not disturb each other.
 * Nothing else in this project creates a topic or registers a schema.
 */
public final class Provisioner {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Catalogue catalogue;
    private final Admin admin;
    private final SchemaRegistry registry;

    public Provisioner(Catalogue catalogue, Admin admin, SchemaRegistry registry) {
        this.catalogue = catalogue;
        this.admin = admin;
        this.registry = registry;
    }

    /** What {@link #apply()} would do, changing nothing. */
    public Plan plan() {
        return plan(topicsInUse(ClusterView.read(admin, catalogue.names())));
    }

    /**
     * Does what {@link #plan()} says and returns it. What is blocked is left as it is.
     *
     * @throws MeshException MESH-5001, MESH-5007, MESH-5019: done in part, and safe to do again
     */
    public Plan apply() {
        return apply(topicsInUse(ClusterView.read(admin, catalogue.names())));
    }

    /** Makes sure that an agent has its task topic and subject; what it returns was changed. */
    public Plan provisionAgent(String agent) {
        return apply(List.of(asItIs(catalogue.tasks(agent), ClusterView.read(admin, catalogue.names()))));
    }

    /**
     * Like the other, for a pool of so many instances.
     *
     * @param partitions at least so many, 1 to 1,000; a topic that has more keeps them
     */
    public Plan provisionAgent(String agent, int partitions) {
        return apply(List.of(catalogue.tasks(agent).withPartitions(partitions)));
    }

    /**
     * Makes a topic that workflows publish to, unless there is one; what there is stays as it is. Its records have no schema of
     * ours.
     *
     * @param topic its name inside the namespace
     */
    public void provisionOpen(String topic) {
        CatalogueSettings settings = catalogue.settings();
        String name = catalogue.names().open(topic);
        var missing = new NewTopic(name, settings.ownPartitions(), (short) settings.replicationFactor());
        admin.createTopics(List.of(missing))
                .values()
                .forEach((created, future) -> AdminCalls.get("create topic " + created, unlessItExists(future)));
        LOG.atInfo().log("topic {} is there", name);
    }

    /** Makes sure that agents can talk to each other, in a namespace that is older than their talk too. */
    public Plan provisionMessages() {
        return apply(List.of(catalogue.messages()));
    }

    /** Makes sure that agents' health can be told, in a namespace that is older than that too. */
    public Plan provisionHealth() {
        return apply(catalogue.health());
    }

    /** The fixed topics, and the task topics of the agents that have one: their schemas move on with ours. */
    private List<TopicSpec> topicsInUse(ClusterView cluster) {
        List<TopicSpec> all = new ArrayList<>(catalogue.topics());
        // With the partitions they have: how far an agent is spread is said where it is served.
        cluster.topicNames().stream()
                .flatMap(name -> catalogue.names().agentOf(name).stream())
                .sorted()
                .forEach(agent -> all.add(asItIs(catalogue.tasks(agent), cluster)));
        return all;
    }

    private static TopicSpec asItIs(TopicSpec topic, ClusterView cluster) {
        return cluster.topic(topic.name())
                .map(found -> topic.withPartitions(found.partitions().size()))
                .orElse(topic);
    }

    private Plan plan(List<TopicSpec> topics) {
        ClusterView cluster = ClusterView.read(admin, catalogue.names());
        List<Change> changes = new ArrayList<>();
        topics.forEach(topic -> changes.addAll(topicChanges(topic, cluster)));
        topics.forEach(topic -> changes.addAll(subjectChanges(topic)));
        return new Plan(changes);
    }

    private static List<Change> topicChanges(TopicSpec topic, ClusterView cluster) {
        if (cluster.topic(topic.name()).isEmpty()) {
            return List.of(new Change.CreateTopic(topic));
        }
        List<Change> changes = new ArrayList<>();
        int partitions = cluster.topic(topic.name()).get().partitions().size();
        if (topic.kind().placement() != TopicKind.Placement.ITS_OWN && partitions != topic.partitions()) {
            changes.add(new Change.Blocked(
                    TopicErrors.PARTITIONS,
                    "topic " + topic.name() + " has " + partitions + " partitions, expected " + topic.partitions()));
        }
        if (topic.kind() == TopicKind.TASKS && partitions < topic.partitions()) {
            changes.add(new Change.AddPartitions(topic.name(), topic.partitions(), partitions));
        }
        for (TopicSetting setting : topic.settings()) {
            cluster.setting(topic.name(), setting.key())
                    .filter(actual -> !setting.isKeptBy(actual))
                    .ifPresent(actual -> changes.add(new Change.ChangeSetting(topic.name(), setting, actual)));
        }
        return changes;
    }

    private List<Change> subjectChanges(TopicSpec topic) {
        List<Change> changes = new ArrayList<>();
        Optional<Compatibility> level = registry.compatibility(topic.subject());
        if (level.filter(Compatibility::readsAllHistory).isEmpty()) {
            changes.add(new Change.SetCompatibility(topic.subject(), Compatibility.BACKWARD_TRANSITIVE, level));
        }
        if (registry.lookup(topic.subject(), topic.schema()).isEmpty()) {
            changes.add(
                    registry.isCompatible(topic.subject(), topic.schema())
                            ? new Change.RegisterSchema(topic.subject(), topic.schema())
                            : new Change.Blocked(
                                    TopicErrors.INCOMPATIBLE_SCHEMA,
                                    "our schema is not compatible with those of subject " + topic.subject()));
        }
        return changes;
    }

    private Plan apply(List<TopicSpec> topics) {
        Plan plan = plan(topics);
        create(plan);
        plan.changes().forEach(this::apply);
        if (!plan.isEmpty()) {
            awaitVisible(topics);
        }
        return plan;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.CreateTopic created -> {}
            case Change.AddPartitions add -> addPartitions(add);
            case Change.ChangeSetting set -> alter(set);
            case Change.SetCompatibility set -> registry.setCompatibility(set.subject(), set.level());
            case Change.RegisterSchema register -> registry.register(register.subject(), register.schema());
            case Change.Blocked blocked -> {
                LOG.atWarn().log("not done: {}", blocked.describe());
                return;
            }
        }
        LOG.atInfo().log("done: {}", change.describe());
    }

    /** All at once: a cluster takes as long for one topic as for ten. */
    private void create(Plan plan) {
        List<NewTopic> missing = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.CreateTopic create) {
                missing.add(create.topic().toNewTopic());
            }
        }
        admin.createTopics(missing)
                .values()
                .forEach((name, created) -> AdminCalls.get("create topic " + name, unlessItExists(created)));
    }

    /** Somebody else may have made it since we looked. */
    private static KafkaFuture<Void> unlessItExists(KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return KafkaFuture.completedFuture(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return created;
    }

    private void addPartitions(Change.AddPartitions change) {
        KafkaFuture<Void> added = admin.createPartitions(
                        Map.of(change.topic(), NewPartitions.increaseTo(change.partitions())))
                .all();
        try {
            AdminCalls.get("raise the partitions of topic " + change.topic(), added);
        } catch (MeshException e) {
            // Another instance may have done so since we looked.
            if (!(e.getCause() instanceof InvalidPartitionsException)) {
                throw e;
            }
        }
    }

    private void alter(Change.ChangeSetting change) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, change.topic());
        AlterConfigOp operation = new AlterConfigOp(
                new ConfigEntry(change.setting().key(), change.setting().value()), AlterConfigOp.OpType.SET);
        AdminCalls.get(
                "change the settings of topic " + change.topic(),
                admin.incrementalAlterConfigs(Map.of(topic, List.of(operation))).all());
    }

    /** Brokers learn of a change later than the controller that made it; whoever goes on at once must find what was made. */
    private void awaitVisible(List<TopicSpec> topics) {
        Instant patience = Instant.now().plus(VISIBLE_WITHIN);
        List<Change> unseen = unseen(topics);
        while (!unseen.isEmpty()) {
            if (Instant.now().isAfter(patience)) {
                throw new MeshException(
                        TopicErrors.BROKER_UNREACHABLE,
                        "brokers do not show what was done after " + VISIBLE_WITHIN + ": "
                                + unseen.getFirst().describe());
            }
            pause();
            unseen = unseen(topics);
        }
    }

    private List<Change> unseen(List<TopicSpec> topics) {
        ClusterView cluster = ClusterView.read(admin, catalogue.names());
        return topics.stream()
                .flatMap(topic -> topicChanges(topic, cluster).stream())
                .filter(change -> !(change instanceof Change.Blocked))
                .toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException(TopicErrors.BROKER_UNREACHABLE, "interrupted while topics were made", e);
        }
    }
}
