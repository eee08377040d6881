package dev.agentmesh.topics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvisionerIT {
    private final TopicNames names = new TopicNames(TestBroker.unique("provision"));
    private final Catalogue catalogue = new Catalogue(names, CatalogueSettings.development());
    private final StubRegistry stub = StubRegistry.start();
    private final HttpSchemaRegistry registry = HttpSchemaRegistry.from(Map.of("schema.registry.url", stub.url()));
    private Admin admin;
    private Provisioner provisioner;

    @BeforeEach
    void open() {
        admin = new KafkaClients(
                        ClusterSettings.of(TestBroker.shared().bootstrapServers(), stub.url(), names.namespace()))
                .admin("test");
        provisioner = new Provisioner(catalogue, admin, registry);
    }

    @AfterEach
    void close() {
        admin.close();
        registry.close();
        stub.close();
    }

    @Test
    void a_plan_changes_nothing() {
        Plan plan = provisioner.plan();

        assertThat(plan.changes()).hasSize(3 * catalogue.topics().size());
        assertThat(plan.changes().getFirst().describe())
                .isEqualTo("create topic " + names.commands() + " (4 partitions, replication 1)");
        assertThat(ClusterView.read(admin, names).topicNames()).isEmpty();
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void everything_is_made_as_the_catalogue_says_and_nothing_twice() {
        provisioner.apply();

        ClusterView cluster = ClusterView.read(admin, names);
        assertThat(catalogue.topics()).allSatisfy(topic -> {
            assertThat(cluster.topic(topic.name()).orElseThrow().partitions()).hasSize(topic.partitions());
            assertThat(topic.settings())
                    .allSatisfy(setting -> assertThat(cluster.setting(topic.name(), setting.key()))
                            .hasValue(setting.value()));
            assertThat(registry.lookup(topic.subject(), topic.schema())).isPresent();
            assertThat(registry.compatibility(topic.subject())).hasValue(Compatibility.BACKWARD_TRANSITIVE);
        });
        assertThat(provisioner.plan().isEmpty()).isTrue();
        assertThat(provisioner.apply().isEmpty()).isTrue();
    }

    @Test
    void an_agent_gets_its_topic_and_later_schemas_with_the_rest() {
        provisioner.apply();

        Plan done = provisioner.provisionAgent("greeter");

        assertThat(done.changes()).hasSize(3);
        assertThat(ClusterView.read(admin, names).topicNames()).contains(names.tasks("greeter"));
        assertThat(provisioner.provisionAgent("greeter").isEmpty()).isTrue();
        assertThat(provisioner.plan().isEmpty()).isTrue();

        registry.setCompatibility(names.tasks("greeter") + "-value", Compatibility.NONE);
        assertThat(provisioner.plan().changes()).singleElement().isInstanceOf(Change.SetCompatibility.class);
    }

    @Test
    void a_pool_gets_as_many_partitions_as_it_has_instances_and_keeps_them() throws Exception {
        provisioner.apply();
        provisioner.provisionAgent("worker");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Plan> widen = () -> provisioner.provisionAgent("worker", 50);
            for (Future<Plan> one : threads.invokeAll(List.of(widen, widen))) {
                one.get();
            }
        }

        assertThat(partitions("worker")).isEqualTo(50);
        assertThat(provisioner.provisionAgent("worker", 8).isEmpty()).isTrue();
        assertThat(provisioner.provisionAgent("worker").isEmpty()).isTrue();
        assertThat(provisioner.plan().isEmpty()).isTrue();
        assertThat(partitions("worker")).isEqualTo(50);

        provisioner.provisionAgent("new", 6);
        assertThat(partitions("new")).isEqualTo(6);
    }

    private int partitions(String agent) {
        return ClusterView.read(admin, names)
                .topic(names.tasks(agent))
                .orElseThrow()
                .partitions()
                .size();
    }

    @Test
    void a_weakened_setting_is_mended_and_a_raised_one_kept() throws Exception {
        provisioner.apply();
        set(names.results(), "retention.ms", "1000");
        set(names.commands(), "retention.ms", "9999999999");
        set(names.events(), "cleanup.policy", "compact");
        Awaitility.await()
                .untilAsserted(() -> assertThat(provisioner.plan().changes()).hasSize(2));

        Plan done = provisioner.apply();

        assertThat(done.changes().stream().map(Change::describe))
                .containsExactlyInAnyOrder(
                        "set retention.ms of topic " + names.results() + " to 604800000 (is 1000)",
                        "set cleanup.policy of topic " + names.events() + " to delete (is compact)");
        assertThat(ClusterView.read(admin, names).setting(names.commands(), "retention.ms"))
                .hasValue("9999999999");
        assertThat(provisioner.plan().isEmpty()).isTrue();
    }

    @Test
    void partitions_that_drifted_are_left_to_people() throws Exception {
        provisioner.apply();
        admin.createPartitions(Map.of(names.results(), NewPartitions.increaseTo(6)))
                .all()
                .get();
        Awaitility.await()
                .untilAsserted(() -> assertThat(provisioner.plan().changes()).hasSize(1));

        Plan done = provisioner.apply();

        assertThat(done.blocked())
                .singleElement()
                .satisfies(blocked ->
                        assertThat(blocked.describe()).contains("MESH-5012").contains("has 6 partitions, expected 4"));
    }

    @Test
    void an_incompatible_subject_is_left_to_people() {
        registry.register(
                names.commands() + "-value",
                "{\"type\":\"record\",\"name\":\"Command\",\"namespace\":\"dev.agentmesh.schema\",\"fields\":[]}");

        Plan done = provisioner.apply();

        assertThat(done.blocked())
                .singleElement()
                .satisfies(blocked -> assertThat(blocked.error().code()).isEqualTo("MESH-6002"));
        assertThat(provisioner.plan().blocked()).hasSize(1);
    }

    @Test
    void a_topic_somebody_made_meanwhile_is_no_failure() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Plan>> both =
                    threads.invokeAll(List.of(provisioner::apply, new Provisioner(catalogue, admin, registry)::apply));
            for (Future<Plan> one : both) {
                one.get();
            }
        }
        assertThat(provisioner.plan().isEmpty()).isTrue();
    }

    @Test
    void other_namespaces_are_not_looked_at() throws Exception {
        String theirs = names.namespace() + "x.commands";
        admin.createTopics(List.of(new NewTopic(theirs, 1, (short) 1))).all().get();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(admin.listTopics().names().get()).contains(theirs));

        assertThat(ClusterView.read(admin, names).topicNames()).isEmpty();
    }

    @Test
    void more_copies_than_brokers_are_refused_by_kafka() {
        Provisioner three = new Provisioner(new Catalogue(names, CatalogueSettings.production()), admin, registry);

        assertThatThrownBy(three::apply)
                .hasMessageContaining("MESH-5019")
                .hasMessageContaining(names.namespace())
                .hasMessageContaining("replication factor");
    }

    @Test
    void what_was_provisioned_can_be_used() throws Exception {
        provisioner.apply();
        var codecs = new dev.agentmesh.topics.codec.MessageCodecs(
                dev.agentmesh.topics.serde.RecordSerde.open(Map.of(), registry), names);
        var command = new dev.agentmesh.topics.message.CommandMessage(
                MessageHeader.of("r-1", Instant.EPOCH, ""),
                new dev.agentmesh.topics.message.CommandMessage.CancelRun("", ""));

        assertThat(codecs.commands().decode(codecs.commands().encode(command))).isEqualTo(command);
    }

    private void set(String topic, String key, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
