package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

    private static final long NO_MATTER = 0;
    private static final String TOPIC = "orders";

    @TempDir
    Path folder;

    private LocalBroker broker;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(settings());
    }

    @AfterEach
    void stop() {
        // Absent after a start that failed, which is then the failure to read.
        Optional.ofNullable(broker).ifPresent(LocalBroker::close);
    }

    @Test
    void a_restart_keeps_records_cluster_id_and_address() throws Exception {
        var before = records().clusterId();
        var address = broker.bootstrapServers();
        records().createTopic(TOPIC);
        records().produce(TOPIC, "a", "b");

        broker.close();
        broker = LocalBroker.start(settings());
        records().produce(TOPIC, "c");

        assertThat(broker.bootstrapServers()).isEqualTo(address);
        assertThat(records().clusterId()).isEqualTo(before);
        assertThat(records().all(TOPIC)).containsExactly("a", "b", "c");
    }

    @Test
    void a_second_broker_on_the_same_data_is_refused() {
        assertThatThrownBy(() -> LocalBroker.start(settings()))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1021", LocalClusterException::code);
    }

    @Test
    void a_taken_port_is_refused_and_the_folder_given_back(@TempDir Path other) {
        var taken = LocalServerSettings.in(other).withFreeBytes(NO_MATTER).withPort(broker.port());

        assertThatThrownBy(() -> LocalBroker.start(taken))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1020", LocalClusterException::code);
        DataFolder.open(other, NO_MATTER).close();
    }

    @Test
    void a_start_that_takes_too_long_is_told(@TempDir Path other) {
        var hasty = LocalServerSettings.in(other).withFreeBytes(NO_MATTER).withStartLimit(Duration.ofMillis(1));

        assertThatThrownBy(() -> LocalBroker.start(hasty))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1024", LocalClusterException::code);
    }

    @Test
    void damaged_data_is_told_with_the_kafka_error(@TempDir Path other) throws Exception {
        var logs = Files.createDirectories(other.resolve("kafka"));
        Files.writeString(logs.resolve("meta.properties"), "version=1\ncluster.id=x\nnode.id=7\n");

        assertThatThrownBy(() -> LocalBroker.start(LocalServerSettings.in(other).withFreeBytes(NO_MATTER)))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1024", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.reason()).contains("7"));
    }

    @Test
    void every_port_it_opens_is_on_loopback() {
        assertThat(ListeningPorts.of(ProcessHandle.current().pid()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(ListeningPorts.LOOPBACK);
    }

    @Test
    void a_misspelt_topic_is_not_created() {
        assertThatThrownBy(() -> {
                    try (var admin = records().admin()) {
                        admin.describeTopics(List.of("no-such-topic"))
                                .allTopicNames()
                                .get(30, TimeUnit.SECONDS);
                    }
                })
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void transactions_commit_on_a_single_broker() throws Exception {
        records().createTopic(TOPIC);
        var settings =
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "kept"));
            producer.commitTransaction();
        }

        var reading = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "readers",
                "group.protocol", "consumer",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var seen = new ArrayList<String>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> seen.add(record.value()));
                return seen.contains("kept");
            });
        }
    }

    @Test
    void share_groups_deliver_on_a_single_broker() throws Exception {
        records().createTopic(TOPIC);
        readFromTheBeginning("workers");
        records().produce(TOPIC, "task");

        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "group.id", "workers");
        try (var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var seen = new ArrayList<String>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> seen.add(record.value()));
                return seen.contains("task");
            });
        }
    }

    private void readFromTheBeginning(String group) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        Collection<AlterConfigOp> earliest = List.of(
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET));
        try (var admin = records().admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, earliest)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private Records records() {
        return new Records(broker.bootstrapServers());
    }

    private LocalServerSettings settings() {
        return LocalServerSettings.in(folder).withFreeBytes(NO_MATTER);
    }
}
