package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.localcluster.testing.TestBroker;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.Failure;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A namespace of its own on a broker and a registry that are given, with an agent that is a plain consumer and producer. */
final class TestMesh implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    private final ClusterSettings cluster;
    private final TopicNames names;
    private final KafkaClients clients;
    private final HttpSchemaRegistry registry;
    private final RecordSerde serde;
    private final MessageCodecs codecs;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean agentStops = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();
    private Optional<Thread> agent = Optional.empty();
    private Function<TaskMessage.Execute, List<BoardWrite>> writes = _ -> List.of();

    TestMesh(String bootstrapServers, String registryUrl) {
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
        try (Admin admin = clients.admin("provision")) {
            provisioner(admin).apply();
        }
    }

    private Provisioner provisioner(Admin admin) {
        return new Provisioner(new Catalogue(names, CatalogueSettings.development()), admin, registry);
    }

    void provisionAgent(String name) {
        try (Admin admin = clients.admin("provision")) {
            provisioner(admin).provisionAgent(name);
        }
    }

    ClusterSettings cluster() {
        return cluster;
    }

    TopicNames names() {
        return names;
    }

    MessageCodecs codecs() {
        return codecs;
    }

    /** Whether the agent fails at everything. */
    void breaks(boolean down) {
        broken.set(down);
    }

    /** What was said of breakers, in order. */
    List<BreakerState> breakers() {
        List<BreakerState> states = new ArrayList<>();
        for (byte[] value : readAll(names.breakers())) {
            try {
                states.add(codecs.breakers().decode(value));
            } catch (UndecodableRecord e) {
                throw new AssertionError(e);
            }
        }
        return states;
    }

    /** What the agent puts on the board with each answer. */
    void writing(Function<TaskMessage.Execute, List<BoardWrite>> board) {
        writes = board;
    }

    void deploy(String name, String source) {
        WorkflowDeployment deployment =
                WorkflowDeployment.of(MessageHeader.of("", Instant.now(), "test"), name, "1", source, "test");
        send(names.workflows(), deployment.key(), codecs.workflows().encode(deployment));
        producer.flush();
    }

    void startRuns(String workflow, int from, int to) {
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

    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Answers every task with its own input, as soon as the agent's topic is there. */
    void serve(String name) {
        try (Admin admin = clients.admin("look")) {
            await().atMost(SOON).until(() -> admin.listTopics().names().get().contains(names.tasks(name)));
        }
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
                    broken.get()
                            ? new ResultMessage.Failed(
                                    new Failure("TRANSIENT", "DOWN", "it is down"), List.of(), Duration.ZERO)
                            : new ResultMessage.Completed(work.input(), List.of(), Duration.ZERO, writes.apply(work)));
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

    int outcomes() {
        return readAll(names.outcomes()).size();
    }

    List<LoggedEvent> events() {
        EventCodec codec = new EventCodec(serde, names.events());
        List<LoggedEvent> events = new ArrayList<>();
        for (byte[] value : readAll(names.events())) {
            try {
                events.add(codec.decode(value));
            } catch (UndecodableRecord e) {
                throw new AssertionError(e);
            }
        }
        return events;
    }

    /** Every run has every number once, in order. */
    void assertWholeLogs(int runs, int eventsPerRun) {
        Map<String, List<Long>> seqs = new HashMap<>();
        events().forEach(logged ->
                seqs.computeIfAbsent(logged.runId(), id -> new ArrayList<>()).add(logged.seq()));
        Long[] whole = new Long[eventsPerRun];
        Arrays.setAll(whole, i -> i + 1L);
        assertThat(seqs).hasSize(runs);
        seqs.values().forEach(seq -> assertThat(seq).containsExactly(whole));
    }

    /** The committed records of a topic. */
    List<byte[]> readAll(String topic) {
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

    /** What an orchestrator leaves that is killed while it writes: a record on every partition of the outcomes, never committed. */
    KafkaProducer<byte[], byte[]> halfWritten(String writer) {
        Map<String, Object> config = clients.producerConfig("vanished");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, writer);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 300_000);
        KafkaProducer<byte[], byte[]> vanished = new KafkaProducer<>(config);
        vanished.initTransactions();
        vanished.beginTransaction();
        producer.partitionsFor(names.outcomes())
                .forEach(partition -> vanished.send(
                        new ProducerRecord<>(names.outcomes(), partition.partition(), new byte[0], new byte[0])));
        vanished.flush();
        return vanished;
    }

    /** Partitions that each member of the orchestrators' group has, by the member's client. */
    Map<String, Integer> shares(String group) {
        try (Admin admin = clients.admin("look")) {
            Map<String, Integer> shares = new HashMap<>();
            admin.describeConsumerGroups(List.of(group))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .values()
                    .forEach(found -> found.members()
                            .forEach(member -> shares.merge(
                                    member.groupInstanceId().orElse(member.clientId()),
                                    member.assignment().topicPartitions().size(),
                                    Integer::sum)));
            return shares;
        }
    }

    @Override
    public void close() throws InterruptedException {
        agentStops.set(true);
        if (agent.isPresent()) {
            agent.get().join(Duration.ofSeconds(10));
        }
        producer.close();
        registry.close();
    }
}
