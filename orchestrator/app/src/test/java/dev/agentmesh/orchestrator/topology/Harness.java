package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.orchestrator.definition.DefinitionCatalogue;
import dev.agentmesh.orchestrator.health.BreakerBoard;
import dev.agentmesh.orchestrator.health.Health;
import dev.agentmesh.orchestrator.health.HealthMessages;
import dev.agentmesh.orchestrator.lease.LeaseSeal;
import dev.agentmesh.orchestrator.wire.Inbound;
import dev.agentmesh.orchestrator.wire.Outbound;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.catalogue.TopicSpec;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** The real topology, processor, codecs and expression language; only Kafka's log is a test driver's. */
final class Harness implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** How long the state of a run is kept after its end. */
    static final Duration KEEP = Duration.ofHours(48);

    static final TopicNames NAMES = new TopicNames("mesh");

    final DefinitionCatalogue definitions = new DefinitionCatalogue();
    /** What the consumer would tell it, tests do. */
    final Backlog backlog = new Backlog(100);

    final BreakerBoard board = new BreakerBoard();
    final LeaseSeal leases = new LeaseSeal("a secret of sixteen bytes".getBytes(StandardCharsets.UTF_8));
    private final StubRegistry stub = StubRegistry.start();
    private final HttpSchemaRegistry registry = HttpSchemaRegistry.from(Map.of("schema.registry.url", stub.url()));
    final MessageCodecs codecs;
    private final EventCodec events;
    final Topology topology;
    final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestInputTopic<byte[], byte[]> results;
    Optional<dev.agentmesh.core.value.Failure> startProblem = Optional.empty();
    Optional<dev.agentmesh.core.value.Failure> topicProblem = Optional.empty();

    Harness(Path state) {
        Catalogue catalogue = new Catalogue(NAMES, CatalogueSettings.development());
        for (TopicSpec topic : catalogue.topics()) {
            registry.register(topic.subject(), topic.schema());
        }
        for (String agent : List.of("greeter", "judge")) {
            registry.register(
                    catalogue.tasks(agent).subject(), catalogue.tasks(agent).schema());
        }
        RecordSerde serde = RecordSerde.open(Map.of(), registry);
        codecs = new MessageCodecs(serde, NAMES);
        events = new EventCodec(serde, NAMES.events());
        Parts parts = new Parts(
                NAMES,
                codecs,
                new EventAppender(events),
                new Decider(new CelExpressions(), new Surroundings() {
                    @Override
                    public Breaker breaker(String agent) {
                        return board.of(agent);
                    }

                    @Override
                    public List<AgentCard> agents() {
                        return List.of(new AgentCard("greeter", "", List.of()), new AgentCard("judge", "", List.of()));
                    }

                    @Override
                    public Optional<dev.agentmesh.core.value.Failure> noTopic(String topic) {
                        return topicProblem;
                    }

                    @Override
                    public Optional<String> misfit(
                            dev.agentmesh.core.value.Payload schema, dev.agentmesh.core.value.Payload value) {
                        return Optional.empty();
                    }
                }),
                definitions,
                (workflow, input) -> startProblem,
                new Inbound(leases),
                new Outbound(leases, codecs),
                backlog,
                KEEP,
                new Health(new BreakerPolicy(3, Duration.ofSeconds(2)), board));
        topology = MeshTopology.of(parts);
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "mesh.orchestrator");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, config, START);
        commands = driver.createInputTopic(NAMES.commands(), new ByteArraySerializer(), new ByteArraySerializer());
        results = driver.createInputTopic(NAMES.results(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Deploys a workflow of one agent call per name, each given the run's input. */
    void deploy(String name, RetryPolicy retry, String... agents) {
        List<Step> steps = java.util.Arrays.stream(agents)
                .map(agent -> new Step(
                        "ask-" + agent,
                        new Verb.AgentCall(agent, "work"),
                        new Modifiers(
                                Optional.empty(),
                                Optional.of(new Template("{\"q\":\"${input.q}\"}")),
                                Optional.of(Duration.ofSeconds(30)),
                                retry,
                                Optional.empty(),
                                List.of())))
                .toList();
        definitions.add(new Outline(new Workflow(
                new WorkflowRef(name, "1", "0".repeat(63) + agents.length),
                "",
                Optional.of(new Template("\"Asked: ${input.q}\"")),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                steps)));
    }

    /** Deploys a definition as it would be written. */
    void deploy(String yaml) {
        switch (new WorkflowParser().parse(yaml, "test.yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> definitions.add(new Outline(workflow));
            case ParsedWorkflow.Invalid invalid -> throw new IllegalArgumentException(invalid.render());
        }
    }

    /** What {@code mesh event publish} sends to each partition. */
    void announce(CommandMessage.SignalText event) {
        CommandMessage message =
                new CommandMessage(MessageHeader.of("", START, "test"), new CommandMessage.AnnounceEvent(event));
        rawCommand(
                message.key().getBytes(StandardCharsets.UTF_8),
                codecs.commands().encode(message));
    }

    void start(String runId, String workflow, String inputJson) {
        command(
                runId,
                new CommandMessage.StartRun(
                        workflow,
                        Optional.empty(),
                        Payload.json(inputJson),
                        Optional.empty(),
                        Optional.empty(),
                        "test"));
    }

    void command(String runId, CommandMessage.Body body) {
        rawCommand(
                runId.getBytes(StandardCharsets.UTF_8),
                codecs.commands().encode(new CommandMessage(header(runId), body)));
    }

    void rawCommand(byte @org.jspecify.annotations.Nullable [] key, byte[] value) {
        commands.pipeInput(key, value);
    }

    void rawResult(byte[] key, byte[] value) {
        results.pipeInput(key, value);
    }

    void answer(TaskMessage task, ResultMessage.Body body) {
        answer(task, task.lease(), body);
    }

    void answer(TaskMessage task, String lease, ResultMessage.Body body) {
        ResultMessage message = new ResultMessage(
                header(task.header().runId()),
                task.taskId(),
                task.stepPath(),
                task.attempt(),
                lease,
                task.agent(),
                task.agent() + "-1",
                new TaskPosition(0, 7),
                body);
        rawResult(
                task.header().runId().getBytes(StandardCharsets.UTF_8),
                codecs.results().encode(message));
    }

    void completes(TaskMessage task, String outputJson) {
        answer(task, new ResultMessage.Completed(Payload.json(outputJson), List.of(), Duration.ofMillis(3)));
    }

    void fails(TaskMessage task, String kind) {
        answer(
                task,
                new ResultMessage.Failed(
                        new dev.agentmesh.topics.message.Failure(kind, "BROKEN", "it broke"),
                        List.of(),
                        Duration.ZERO));
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private static MessageHeader header(String runId) {
        return MessageHeader.of(runId, START, "test");
    }

    List<TaskMessage> tasks(String agent) {
        return read(NAMES.tasks(agent), codecs.tasks());
    }

    /** What the topic of breakers says from now on is known to those who decide, as the orchestrator's follower has it. */
    List<BreakerState> breakers() {
        List<BreakerState> states = read(NAMES.breakers(), codecs.breakers());
        states.forEach(state -> board.put(state.agent(), HealthMessages.breaker(state)));
        return states;
    }

    /** What was told of calls. */
    List<HealthSignal> health() {
        return read(NAMES.health(), codecs.health());
    }

    List<OutcomeMessage> outcomes() {
        return read(NAMES.outcomes(), codecs.outcomes());
    }

    List<DeadLetter> deadLetters() {
        return read(NAMES.deadLetters(), codecs.deadLetters());
    }

    List<LoggedEvent> log() {
        return read(NAMES.events(), events);
    }

    private <T> List<T> read(String topic, MessageCodec<T> codec) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readValuesToList().stream()
                .map(value -> {
                    try {
                        return codec.decode(value);
                    } catch (UndecodableRecord e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
        stub.close();
    }
}
