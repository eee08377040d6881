package dev.agentmesh.topics.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.registry.InMemoryRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorIT {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final TopicNames names = new TopicNames(TestBroker.unique("doctor"));
    private final Catalogue catalogue = new Catalogue(names, CatalogueSettings.development());
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final KafkaClients clients = new KafkaClients(
            ClusterSettings.of(TestBroker.shared().bootstrapServers(), "http://localhost:1", names.namespace()));
    private Admin admin;

    @BeforeEach
    void provision() {
        admin = clients.admin("test");
        Provisioner provisioner = new Provisioner(catalogue, admin, registry);
        provisioner.apply();
        provisioner.provisionAgent("greeter");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void a_provisioned_cluster_is_well() {
        assertThat(examine(A_DAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 1000, MESH-5010",
        "retention.bytes, 1000, MESH-5010",
        "cleanup.policy, compact, MESH-5011",
        "max.message.bytes, 1000, MESH-5013",
        "unclean.leader.election.enable, true, MESH-5004"
    })
    void a_weakened_log_is_found(String key, String value, String code) throws Exception {
        set(ConfigResource.Type.TOPIC, names.events(), key, value);

        Awaitility.await()
                .untilAsserted(() -> assertThat(examine(Duration.ZERO))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.error().code()).isEqualTo(code);
                            assertThat(finding.subject()).isEqualTo("topic " + names.events());
                            assertThat(finding.what()).contains(key + " is " + value);
                            assertThat(finding.describe())
                                    .contains(finding.error().fix());
                        }));
    }

    @Test
    void retention_below_the_longest_deadline_is_found() {
        assertThat(examine(Duration.ofDays(8)))
                .extracting(finding -> finding.error().code() + " " + finding.subject())
                .containsExactlyInAnyOrder(
                        "MESH-5010 topic " + names.commands(),
                        "MESH-5010 topic " + names.results(),
                        "MESH-5010 topic " + names.outcomes(),
                        "MESH-5010 topic " + names.messages(),
                        "MESH-5010 topic " + names.tasks("greeter"));
    }

    @Test
    void a_missing_topic_is_found() throws Exception {
        admin.deleteTopics(List.of(names.control())).all().get();

        Awaitility.await()
                .untilAsserted(() -> assertThat(examine(A_DAY))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.describe())
                                .contains("MESH-5002")
                                .contains(names.control())));
    }

    @Test
    void partitions_that_drifted_are_found() throws Exception {
        admin.createPartitions(Map.of(names.commands(), NewPartitions.increaseTo(5)))
                .all()
                .get();

        Awaitility.await()
                .untilAsserted(() -> assertThat(examine(A_DAY))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.describe())
                                .contains("MESH-5012")
                                .contains(names.commands() + "=5")
                                .contains(names.events() + "=4")));
    }

    @Test
    void one_copy_where_three_are_wanted_is_found() {
        Doctor strict = new Doctor(new Catalogue(names, CatalogueSettings.production()), admin, registry, A_DAY);

        assertThat(strict.examine())
                .extracting(finding -> finding.error().code())
                .containsOnly("MESH-5004")
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(strict.examine())
                .anyMatch(finding -> finding.what().equals("has replication factor 1, expected 3"))
                .anyMatch(finding -> finding.what().equals("min.insync.replicas is 1, expected at least 2"));
    }

    @Test
    void a_weak_subject_is_found() {
        registry.setCompatibility(names.events() + "-value", Compatibility.BACKWARD);

        assertThat(examine(A_DAY))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.describe()).contains("MESH-6011").contains("compatibility is BACKWARD"));
    }

    @Test
    void a_schema_that_is_not_registered_is_found() {
        Doctor elsewhere = new Doctor(catalogue, admin, new InMemoryRegistry(), A_DAY);

        assertThat(elsewhere.examine())
                .hasSize(catalogue.topics().size() + 1)
                .extracting(finding -> finding.error().code())
                .containsOnly("MESH-6007");
    }

    @Test
    void a_registry_that_is_down_is_found_and_the_rest_still_examined() throws Exception {
        registry.goDown();
        set(ConfigResource.Type.TOPIC, names.results(), "retention.ms", "1000");

        Awaitility.await()
                .untilAsserted(() -> assertThat(examine(Duration.ZERO))
                        .extracting(finding -> finding.error().code())
                        .containsExactly("MESH-5010", "MESH-5007"));
    }

    @Test
    void a_broker_that_is_down_is_found_and_the_rest_still_examined() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        KafkaClients lost = new KafkaClients(ClusterSettings.of(Map.of(
                "bootstrap.servers",
                "localhost:" + nobody,
                "mesh.namespace",
                names.namespace(),
                "admin.default.api.timeout.ms",
                "1500",
                "admin.request.timeout.ms",
                "1000")));
        registry.setCompatibility(names.events() + "-value", Compatibility.NONE);

        try (Admin nowhere = lost.admin("lost")) {
            List<Finding> findings = new Doctor(catalogue, nowhere, registry, A_DAY).examine();

            assertThat(findings)
                    .extracting(finding -> finding.error().code())
                    .containsExactly("MESH-5001", "MESH-6011");
        }
    }

    @Test
    void a_share_group_with_kafkas_defaults_is_found() throws Exception {
        String group = names.agentGroup("greeter");
        try (KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(Map.of(
                "bootstrap.servers",
                TestBroker.shared().bootstrapServers(),
                "group.id",
                group,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class))) {
            consumer.subscribe(List.of(names.tasks("greeter")));
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100));
                assertThat(examine(A_DAY))
                        .extracting(Finding::describe)
                        .hasSize(2)
                        .allMatch(text -> text.contains("MESH-5014") && text.contains(group))
                        .anyMatch(text -> text.contains("share.auto.offset.reset is latest, expected earliest"))
                        .anyMatch(text -> text.contains("share.isolation.level is read_uncommitted"));
            });
            set(ConfigResource.Type.GROUP, group, "share.auto.offset.reset", "earliest");
            set(ConfigResource.Type.GROUP, group, "share.isolation.level", "read_committed");

            Awaitility.await().untilAsserted(() -> assertThat(examine(A_DAY)).isEmpty());
        }
    }

    private List<Finding> examine(Duration longestDeadline) {
        return new Doctor(catalogue, admin, registry, longestDeadline).examine();
    }

    private void set(ConfigResource.Type type, String name, String key, String value) throws Exception {
        Map<ConfigResource, java.util.Collection<AlterConfigOp>> change = Map.of(
                new ConfigResource(type, name),
                Stream.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))
                        .toList());
        admin.incrementalAlterConfigs(change).all().get();
    }
}
