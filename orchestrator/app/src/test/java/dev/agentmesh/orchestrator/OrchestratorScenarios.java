package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Event;
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
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DirectWork;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** What the agent puts on the board with each answer. */
    private Function<TaskMessage.Execute, List<BoardWrite>> writes = _ -> List.of();

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
                        Duration.ofDays(7),
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
            steps.add(new Step("step-" + steps.size(), verb(agent), modifiers()));
        }
        WorkflowRef ref =
                new WorkflowRef(name.substring(0, at), name.substring(at + 1), WorkflowDeployment.hashOf(source));
        return new Workflow(
                ref, "", Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(10), steps);
    }

    /** {@code a}, or {@code a|b} for two at once. */
    private static Verb verb(String agents) {
        String[] atOnce = agents.split("[|]");
        if (atOnce.length == 1) {
            return new Verb.AgentCall(agents, "");
        }
        SequencedMap<String, List<Step>> branches = new LinkedHashMap<>();
        for (int i = 0; i < atOnce.length; i++) {
            branches.put("b" + i, List.of(new Step("in-" + i, new Verb.AgentCall(atOnce[i], ""), modifiers())));
        }
        return new Verb.Parallel(branches, new Join.All(), Late.CANCEL);
    }

    /** Every step is given what stands in the board's metadata. */
    private static Modifiers modifiers() {
        return Modifiers.NONE
                .withTimeout(Duration.ofSeconds(20))
                .withContext(new ContextRule(ContextRule.Strategy.LAYERED, List.of(), List.of("metadata")));
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

    @Test
    void two_that_write_one_balance_at_once_lose_no_payment() {
        writes = work -> List.of(paid(work));
        deploy("tellers", "echo,echo|echo");
        serve("echo");
        startRuns("tellers", 0, 20);

        await().atMost(SOON).until(() -> outcomes() == 20);
        Map<String, String> balances = new HashMap<>();
        int collisions = 0;
        for (LoggedEvent logged : events()) {
            if (logged.event() instanceof Event.BoardWritten written) {
                balances.put(logged.runId(), written.changes().getLast().value().text());
            } else if (logged.event() instanceof Event.AttemptEnded ended
                    && ended.failure().code().equals("MESH-4170")) {
                collisions++;
            }
        }
        assertThat(balances).hasSize(20).values().containsOnly("80");
        assertThat(collisions).isPositive();
    }

    /** Opens with a hundred, then takes ten off what the task was given. */
    private static BoardWrite paid(TaskMessage.Execute work) {
        String context = work.context().orElseThrow().text();
        Matcher balance = Pattern.compile("\"balance\":\\{\"version\":(\\d+),\"value\":(\\d+)}")
                .matcher(context);
        boolean open = balance.find();
        return new BoardWrite(
                "metadata",
                "balance",
                BoardWrite.Mode.PUT,
                open ? Long.parseLong(balance.group(1)) : 0,
                "",
                Payload.json(open ? Integer.toString(Integer.parseInt(balance.group(2)) - 10) : "100"));
    }

    @Test
    void work_for_an_agent_that_was_heard_of_is_a_run_without_a_deployment() {
        try (Admin admin = clients.admin("provision")) {
            new Provisioner(new Catalogue(names, CatalogueSettings.development()), admin, registry)
                    .provisionAgent("echo");
        }
        AgentAnnouncement announced = new AgentAnnouncement(
                MessageHeader.of("", Instant.now(), "test"),
                "echo",
                "echo-1",
                new AgentCard("", List.of(), 1, true, "", -1, "", Instant.now()),
                new AgentAnnouncement.Heartbeat(0, 1, 0, 0, Duration.ofSeconds(2)));
        send(names.agents(), announced.key(), codecs.agents().encode(announced));
        serve("echo");
        CommandMessage start = new CommandMessage(
                MessageHeader.of("order-1~p-77", Instant.now(), "test"),
                new CommandMessage.StartRun(
                        "direct.echo",
                        Optional.of(new DirectWork("echo", "").version()),
                        Payload.json("\"hello\""),
                        Optional.empty(),
                        Optional.empty(),
                        "agent/writer"));
        send(names.commands(), start.key(), codecs.commands().encode(start));
        producer.flush();

        await().atMost(SOON).until(() -> outcomes() == 1);
        assertThat(events().getLast().event())
                .isEqualTo(new Event.RunCompleted(dev.agentmesh.core.value.Payload.json("\"hello\"")));
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
                    new ResultMessage.Completed(work.input(), List.of(), Duration.ZERO, writes.apply(work)));
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

    private List<LoggedEvent> events() {
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

    private void assertWholeLogs(int runs, int eventsPerRun) {
        Map<String, List<Long>> seqs = new HashMap<>();
        events().forEach(logged ->
                seqs.computeIfAbsent(logged.runId(), id -> new ArrayList<>()).add(logged.seq()));
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
