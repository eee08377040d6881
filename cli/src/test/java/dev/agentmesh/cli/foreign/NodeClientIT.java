package dev.agentmesh.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.RecordSerde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code examples/clients/node} sends is what the orchestrator reads. Needs node and npm, and npm's registry once. */
class NodeClientIT {
    private static final Path CLIENT =
            Path.of("../examples/clients/node").toAbsolutePath().normalize();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "start-run.mjs");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final TopicNames names = new TopicNames(TestBroker.unique("node"));
    private StubRegistry stub;
    private MessageCodecs codecs;
    private KafkaClients clients;

    @BeforeEach
    void provision() throws Exception {
        assumeTrue(run(List.of("node", "--version")).exit() == 0, "there is no node on the path");
        assumeTrue(run(List.of("npm", "--version")).exit() == 0, "there is no npm on the path");
        stub = StubRegistry.start();
        Map<String, String> properties = Map.of(
                "bootstrap.servers", TestBroker.shared().bootstrapServers(),
                "schema.registry.url", stub.url(),
                "mesh.namespace", names.namespace());
        clients = new KafkaClients(ClusterSettings.of(properties));
        var registry = HttpSchemaRegistry.from(properties);
        codecs = new MessageCodecs(RecordSerde.open(properties, registry), names);
        try (var admin = clients.admin("node-client-test")) {
            new Provisioner(new Catalogue(names, CatalogueSettings.development()), admin, registry).apply();
        }
        for (String file : FILES) {
            Files.copy(CLIENT.resolve(file), folder.resolve(file));
        }
        Ended install = run(List.of("npm", "ci", "--ignore-scripts", "--prefer-offline"));
        assumeTrue(install.exit() == 0, "npm could not fetch the packages: " + install.errors());
    }

    @AfterEach
    void stop() {
        if (stub != null) {
            stub.close();
        }
    }

    @Test
    void a_run_started_from_node_is_read_as_it_was_meant() throws Exception {
        Ended ended = run(List.of("node", "start-run.mjs", "hello", "{\"name\":\"Zoë\",\"n\":1.5}", "run-from-node"));
        assertThat(ended.exit()).as(ended.errors()).isZero();
        assertThat(ended.output().strip()).isEqualTo("run-from-node");

        ConsumerRecord<byte[], byte[]> record = onlyCommand();
        CommandMessage command = codecs.commands().decode(record.value());
        RecordKey.require(record.key(), command);
        assertThat(command.header().runId()).isEqualTo("run-from-node");
        var start = (CommandMessage.StartRun) command.body();
        assertThat(start.workflow()).isEqualTo("hello");
        assertThat(start.version()).isEmpty();
        assertThat(start.by()).isEqualTo("node");
        assertThat(new String(start.input().requireStrict().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"Zoë\",\"n\":1.5}");
        assertThat(Envelope.readFrom(record.headers()))
                .hasValueSatisfying(envelope -> assertThat(envelope.type()).isEqualTo("dev.agentmesh.StartRun"));
    }

    @Test
    void without_a_workflow_it_says_how_it_is_used() throws Exception {
        Ended ended = run(List.of("node", "start-run.mjs"));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.errors()).startsWith("usage: ");
    }

    private ConsumerRecord<byte[], byte[]> onlyCommand() {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("node-client-test")) {
            List<TopicPartition> partitions = consumer.partitionsFor(names.commands()).stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return !found.isEmpty();
            });
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** What kafkajs logs on its way stands in {@code errors}; a broker that is still starting makes it talk. */
    private record Ended(int exit, String output, String errors) {}

    private Ended run(List<String> command) throws InterruptedException {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .redirectOutput(output.toFile());
            if (stub != null) {
                builder.environment()
                        .putAll(Map.of(
                                "MESH_NAMESPACE", names.namespace(),
                                "MESH_BOOTSTRAP_SERVERS", TestBroker.shared().bootstrapServers(),
                                "MESH_SCHEMA_REGISTRY_URL", stub.url()));
            }
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "", "not done after " + PATIENCE);
            }
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException notThere) {
            return new Ended(-1, "", String.valueOf(notThere.getMessage()));
        }
    }
}
