package dev.agentmesh.bench.setup;

import dev.agentmesh.bench.agent.NoopAgent;
import dev.agentmesh.bench.floor.FloorAgent;
import dev.agentmesh.bench.floor.FloorLoop;
import dev.agentmesh.bench.floor.FloorTopics;
import dev.agentmesh.bench.load.Load;
import dev.agentmesh.bench.load.MeshTarget;
import dev.agentmesh.bench.load.Target;
import dev.agentmesh.bench.load.WaitTarget;
import dev.agentmesh.bench.measure.Processes;
import dev.agentmesh.cli.dev.AgentLaunch;
import dev.agentmesh.cli.dev.DevMesh;
import dev.agentmesh.localcluster.process.OwnedMain;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.RecordSerde;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** A running mesh with agents that do nothing, and the floor on the same broker. Used by one thread. */
public final class Rig implements AutoCloseable {
    /** As many as the topics of the mesh have. */
    private static final int PARTITIONS = 4;

    private static final int COMMIT_MILLIS = 20;
    private static final List<String> PARENTS = List.of("broker", "orchestrator");

    private final DevMesh mesh;
    private final Path data;
    private final KafkaClients clients;
    private final HttpSchemaRegistry registry;
    private final RecordSerde serde;
    private final MessageCodecs codecs;
    private final Producer<byte[], byte[]> producer;
    private final Processes meshProcesses = new Processes();
    private final Processes floorProcesses = new Processes();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int loads;

    private Rig(DevMesh mesh, Path data) {
        this.mesh = mesh;
        this.data = data;
        this.clients = new KafkaClients(mesh.cluster());
        this.registry = HttpSchemaRegistry.from(mesh.cluster().properties());
        this.serde = RecordSerde.open(mesh.cluster().properties(), registry);
        this.codecs = new MessageCodecs(serde, mesh.cluster().names());
        this.producer = clients.producer("bench");
        open.push(mesh);
        open.push(registry);
        open.push(producer);
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param home root of the installation
     * @param data emptied first
     * @param notes takes a line for people now and then
     */
    public static Rig start(Path home, Path data, Consumer<String> notes) {
        Rig rig = new Rig(DevMesh.freshOnLastingBroker(data, home, notes), data);
        try {
            Workflows.all().forEach(rig::deploy);
            rig.startAgent(home, "noop");
            rig.startAgent(home, "noop-costly");
            rig.startFloor();
            rig.nameProcesses();
            return rig;
        } catch (RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    public ClusterSettings cluster() {
        return mesh.cluster();
    }

    /** Encodes as every program of this mesh does. */
    public RecordSerde serde() {
        return serde;
    }

    /** Where logs and data of everything started are. */
    public Path data() {
        return data;
    }

    public Processes meshProcesses() {
        return meshProcesses;
    }

    /** The orchestrator's process now; it has another number after it was killed. */
    public Optional<ProcessHandle> orchestrator() {
        return Optional.ofNullable(mesh.pids().get("orchestrator")).flatMap(ProcessHandle::of);
    }

    /** Looks again who is who. */
    public void nameProcesses() {
        Map<String, Long> pids = mesh.pids();
        for (String name : PARENTS) {
            Optional.ofNullable(pids.get(name)).ifPresent(pid -> meshProcesses.put(name, pid));
        }
        Optional.ofNullable(pids.get("broker")).ifPresent(pid -> floorProcesses.put("broker", pid));
        long self = ProcessHandle.current().pid();
        meshProcesses.put("driver", self);
        floorProcesses.put("driver", self);
    }

    /** A load on a deployed workflow. */
    public Load mesh(String workflow, String input) {
        return mesh(new MeshTarget(mesh.cluster(), codecs, workflow, input));
    }

    /** Runs of a deployed workflow each of which may wait for another time; see {@link WaitTarget}. */
    public WaitTarget waits(String workflow, IntUnaryOperator millis, int passedOver) {
        return new WaitTarget(new MeshTarget(mesh.cluster(), codecs, workflow, "0"), millis, passedOver);
    }

    /** A load on the mesh. */
    public Load mesh(Target target) {
        return load(target, meshProcesses, runId -> true);
    }

    /** A load on a deployed workflow whose runs all live on one partition, as every single run does. */
    public Load meshOnOnePartition(String workflow, String input) {
        int partitions =
                producer.partitionsFor(mesh.cluster().names().commands()).size();
        return load(
                new MeshTarget(mesh.cluster(), codecs, workflow, input),
                meshProcesses,
                runId -> BuiltInPartitioner.partitionForKey(runId.getBytes(StandardCharsets.UTF_8), partitions) == 0);
    }

    /** A load on the floor. */
    public Load floor(Target target) {
        return load(target, floorProcesses, runId -> true);
    }

    private Load load(Target target, Processes processes, Predicate<String> isChosen) {
        return new Load(
                target,
                "bench-" + loads++,
                producer,
                clients.consumer("bench-" + loads),
                processes::cpuSeconds,
                isChosen);
    }

    /** A reader of committed records that the caller closes. */
    public KafkaConsumer<byte[], byte[]> reader() {
        return clients.consumer("bench-reader");
    }

    /** Bytes of the topics' segments on the broker's disk. */
    public long segmentBytes(Set<String> topics) {
        try (Admin admin = clients.admin("bench")) {
            return admin
                    .describeLogDirs(List.of(1))
                    .allDescriptions()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .values()
                    .stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> topics.contains(replica.getKey().topic()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    /** Bytes of the orchestrator's stores as they lie on its disk; what it still has in memory only is not counted. */
    public long stateBytes() {
        return bytes(data.resolve("orchestrator").resolve("state").toFile());
    }

    /** A file that is merged into another meanwhile has no length and no fault. */
    private static long bytes(File file) {
        File[] inside = file.listFiles();
        return inside == null
                ? file.length()
                : Arrays.stream(inside).mapToLong(Rig::bytes).sum();
    }

    /** One definition more, as its version 1. */
    public void deploy(String workflow, String source) {
        WorkflowDeployment deployment =
                WorkflowDeployment.of(MessageHeader.of("", Instant.now(), "bench"), workflow, "1", source, "bench");
        producer.send(new ProducerRecord<>(
                mesh.cluster().names().workflows(),
                RecordKey.of(deployment),
                codecs.workflows().encode(deployment)));
        producer.flush();
    }

    /** An agent process more, as {@code mesh agent run} starts one. */
    private void startAgent(Path home, String agent) {
        Child child = startAgent(home, mesh.cluster(), agent, data.resolve(agent + ".log"));
        open.push(child);
        meshProcesses.put(agent, child.pid());
    }

    /** One of the bench's agents in a process of its own, when it serves; the caller ends it. */
    public static Child startAgent(Path home, ClusterSettings cluster, String agent, Path log) {
        ProcessBuilder program = new AgentLaunch(
                        home, ownClasses(), cluster, Optional.of(agent), Optional.of("bench-" + agent))
                .program();
        return Child.start(agent, program, "{\"ready\":true", log);
    }

    /** Where the bench's agents are, for those who start them. */
    public static Path ownClasses() {
        try {
            return Path.of(NoopAgent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startFloor() {
        String bootstrap = mesh.cluster().bootstrapServers();
        try (Admin admin = clients.admin("bench")) {
            admin.createTopics(FloorTopics.ALL.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        startFloor("floor-agent", FloorAgent.class, List.of(bootstrap));
        startFloor(
                "floor-loop",
                FloorLoop.class,
                List.of(bootstrap, data.resolve("floor").toString(), Integer.toString(COMMIT_MILLIS)));
    }

    private void startFloor(String name, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OwnedMain.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                main.getName()));
        command.addAll(arguments);
        Child child = Child.start(name, new ProcessBuilder(command), "ready", data.resolve(name + ".log"));
        open.push(child);
        floorProcesses.put(name, child.pid());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot stop a part of the bench", e);
            }
        }
    }
}
