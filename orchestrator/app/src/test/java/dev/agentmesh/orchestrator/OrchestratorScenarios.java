package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole orchestrator on a broker and a registry that are given, with an agent that is a plain consumer and producer. */
abstract class OrchestratorScenarios {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ClusterSettings cluster;
    private final TopicNames names;
    private final KafkaClients clients;
    private final HttpSchemaRegistry registry;
    private final RecordSerde serde;
    private final MessageCodecs codecs;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean agentStops = new AtomicBoolean();
    private Optional<Thread> agent = Optional.empty();

    private Orchestrator orchestrator;

    OrchestratorScenarios(String bootstrapServers, String registryUrl) {
        cluster = ClusterSettings.of(Map.of(
                ClusterSettings.BOOTSTRAP,
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                ClusterSettings.NAMESPACE,
                TestBroker.unique("it"),
                ClusterSettings.REPLICATION_FACTOR,
                "1"));
        names = cluster.names();
        clients = new KafkaClients(cluster);
        registry = HttpSchemaRegistry.from(cluster.properties());
        serde = RecordSerde.open(cluster.properties(), registry);
        codecs = new MessageCodecs(serde, names);
        producer = clients.producer("test");
        Catalogue catalogue = new Catalogue(names, CatalogueSettings.development());
        try (Admin admin = clients.admin("provision")) {
            new Provisioner(catalogue, admin, registry).apply();
        }
        orchestrator = started();
    }

    private Orchestrator started() {
        return new Orchestrator(
                new OrchestratorSettings(
                        cluster,
                        Path.of("target/orchestrator-it-"
                                        + ProcessHandle.current().pid())
                                .resolve(names.namespace()),
                        "orchestrator-0",
                        Duration.ofMillis(20),
                        1,
                        Duration.ofSeconds(6),
                        Optional.of("a secret of sixteen bytes"),
                        Optional.empty()),
                new Orchestrator.Language(
                        OrchestratorScenarios::agentsInARow,
                        new CelExpressions(),
                        (_, _) -> Optional.empty(),
                        (_, _) -> Optional.empty()));
    }

    /** The definitions of this test are lists of agents. */
    private static Workflow agentsInARow(String source, String name) {
        int at = name.indexOf('@');
        List<Step> steps = new ArrayList<>();
        for (String agent : source.split(",")) {
            steps.add(new Step("step-" + steps.size(), new Verb.AgentCall(agent, ""), modifiers()));
        }
        WorkflowRef ref =
                new WorkflowRef(name.substring(0, at), name.substring(at + 1), WorkflowDeployment.hashOf(source));
        return new Workflow(
                ref, "", Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(10), steps);
    }

    private static Modifiers modifiers() {
        return new Modifiers(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(20)),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                List.of());
    }

    @BeforeEach
    void start() {
        orchestrator.start();
        await().atMost(SOON).until(orchestrator::isRunning);
    }

    @AfterEach
    void stop() throws InterruptedException {
        agentStops.set(true);
        if (agent.isPresent()) {
            agent.get().join(Duration.ofSeconds(10));
        }
        orchestrator.close();
        producer.close();
        registry.close();
    }

    @Test
    void runs_complete_and_every_log_is_whole() {
        deploy("echo-thrice", "echo,echo,echo");
        serve("echo");
        startRuns("echo-thrice", 0, 50);

        await().atMost(SOON).until(() -> outcomes() == 50);
        assertWholeLogs(50, 1 + 3 * 2 + 1);
    }

    @Test
    void a_restart_in_the_middle_loses_and_repeats_nothing() {
        deploy("echo-thrice", "echo,echo,echo");
        serve("echo");
        startRuns("echo-thrice", 0, 100);
        await().atMost(SOON).until(() -> outcomes() >= 10);

        orchestrator.close();
        orchestrator = started();
        startRuns("echo-thrice", 100, 150);
        orchestrator.start();

        await().atMost(SOON).until(() -> outcomes() == 150);
        assertWholeLogs(150, 1 + 3 * 2 + 1);
    }

    private void deploy(String name, String source) {
        WorkflowDeployment deployment =
                WorkflowDeployment.of(MessageHeader.of("", Instant.now(), "test"), name, "1", source, "test");
        send(names.workflows(), deployment.key(), codecs.workflows().encode(deployment));
        producer.flush();
    }

    private void startRuns(String workflow, int from, int to) {
        for (int i = from; i < to; i++) {
            String runId = "r-" + i;
            CommandMessage command = new CommandMessage(
                    MessageHeader.of(runId, Instant.now(), "test"),
                    new CommandMessage.StartRun(
                            workflow,
                            Optional.empty(),
                            Payload.json("{\"n\":" + i + "}"),
                            Optional.empty(),
                            Optional.empty(),
                            "test"));
            send(names.commands(), runId, codecs.commands().encode(command));
        }
        producer.flush();
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Answers every task with its own input. */
    private void serve(String name) {
        await().atMost(SOON)
                .until(() -> clients.admin("look").listTopics().names().get().contains(names.tasks(name)));
        agent = Optional.of(Thread.ofPlatform().start(() -> {
            try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("agent", names.agentGroup(name))) {
                consumer.subscribe(List.of(names.tasks(name)));
                while (!agentStops.get()) {
                    consumer.poll(Duration.ofMillis(50)).forEach(record -> answer(record.value()));
                    producer.flush();
                    consumer.commitSync();
                }
            }
        }));
    }

    private void answer(byte[] value) {
        TaskMessage task = decoded(value);
        if (task.body() instanceof TaskMessage.Execute work) {
            ResultMessage result = ResultMessage.answer(
                    task,
                    MessageHeader.of(task.header().runId(), Instant.now(), "agent"),
                    "echo-1",
                    TaskPosition.UNKNOWN,
                    new ResultMessage.Completed(work.input(), List.of(), Duration.ZERO));
            send(names.results(), result.key(), codecs.results().encode(result));
        }
    }

    private TaskMessage decoded(byte[] value) {
        try {
            return codecs.tasks().decode(value);
        } catch (UndecodableRecord e) {
            throw new AssertionError(e);
        }
    }

    private long outcomes() {
        return readAll(names.outcomes()).size();
    }

    private void assertWholeLogs(int runs, int eventsPerRun) {
        EventCodec events = new EventCodec(serde, names.events());
        Map<String, List<Long>> seqs = new HashMap<>();
        for (byte[] value : readAll(names.events())) {
            try {
                LoggedEvent logged = events.decode(value);
                seqs.computeIfAbsent(logged.runId(), id -> new ArrayList<>()).add(logged.seq());
            } catch (UndecodableRecord e) {
                throw new AssertionError(e);
            }
        }
        Long[] whole = new Long[eventsPerRun];
        Arrays.setAll(whole, i -> i + 1L);
        assertThat(seqs).hasSize(runs);
        seqs.values().forEach(seq -> assertThat(seq).containsExactly(whole));
    }

    private List<byte[]> readAll(String topic) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("reader")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
