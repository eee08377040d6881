package dev.agentmesh.cli.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.gateway.AgentGateway;
import dev.agentmesh.cli.gateway.Gateways;
import dev.agentmesh.cli.gateway.LetterGateway;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.cli.gateway.WorkflowGateway;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.topics.catalogue.Plan;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.doctor.Finding;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A mesh in memory: what a test puts in is what commands find, and what commands send is kept. */
public final class FakeMesh implements Gateways {
    public final FakeRuns runs = new FakeRuns();
    public final List<StoredLetter> letters = new ArrayList<>();
    public final List<RedriveRequest> redrives = new ArrayList<>();
    public final Map<String, RedriveResult> refusals = new HashMap<>();
    public final List<WorkflowDeployment> workflows = new ArrayList<>();
    public final List<AgentAnnouncement> announcements = new ArrayList<>();
    public final Map<String, AgentGateway.Work> work = new HashMap<>();
    public final Map<String, BreakerState> breakers = new HashMap<>();
    public final List<TopicGateway.Topic> topics = new ArrayList<>();
    public final List<TopicGateway.Outgoing> published = new ArrayList<>();
    /** What {@code reader} reads: partition 0, offsets from 0 per topic. */
    public final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public final List<Finding> findings = new ArrayList<>();
    public Plan plan = new Plan(List.of());
    public int applied;
    private @Nullable ClusterSettings opened;
    private boolean reachable = true;

    /** From now on nothing answers. */
    public FakeMesh unreachable() {
        reachable = false;
        return this;
    }

    /** What the last command connected to. */
    public Optional<ClusterSettings> opened() {
        return Optional.ofNullable(opened);
    }

    @Override
    public MeshGateway open(ClusterSettings cluster) {
        opened = cluster;
        if (!reachable) {
            throw new MeshException(
                    TopicErrors.BROKER_UNREACHABLE,
                    "cannot reach Kafka at " + cluster.bootstrapServers() + " (refused)");
        }
        return new Opened(cluster);
    }

    private final class Opened implements MeshGateway {
        private final ClusterSettings cluster;

        Opened(ClusterSettings cluster) {
            this.cluster = cluster;
        }

        @Override
        public ClusterSettings cluster() {
            return cluster;
        }

        @Override
        public RunGateway runs() {
            return runs;
        }

        @Override
        public LetterGateway letters() {
            return new LetterGateway() {
                @Override
                public Letters read() {
                    return new Letters(letters, List.of());
                }

                @Override
                public List<RedriveResult> redrive(RedriveRequest request) {
                    redrives.add(request);
                    request.ids().forEach(runs::redriven);
                    return request.ids().stream()
                            .map(id -> refusals.getOrDefault(id, new RedriveResult.Done(id, "mesh.commands")))
                            .toList();
                }
            };
        }

        @Override
        public WorkflowGateway workflows() {
            return new WorkflowGateway() {
                @Override
                public List<WorkflowDeployment> all() {
                    return List.copyOf(workflows);
                }

                @Override
                public void deploy(WorkflowDeployment deployment) {
                    workflows.add(deployment);
                }
            };
        }

        @Override
        public AgentGateway agents() {
            return new AgentGateway() {
                @Override
                public List<AgentAnnouncement> announcements() {
                    return List.copyOf(announcements);
                }

                @Override
                public Map<String, BreakerState> breakers() {
                    return Map.copyOf(breakers);
                }

                @Override
                public Map<String, Work> work(Set<String> agents) {
                    return Map.copyOf(work);
                }
            };
        }

        @Override
        public TopicGateway topics() {
            return new FakeTopics();
        }

        @Override
        public void close() {}
    }

    /** Reads what a test put in; every topic has one partition. */
    private MockConsumer<byte[], byte[]> consumer(String topic) {
        List<ConsumerRecord<byte[], byte[]>> own =
                records.stream().filter(record -> record.topic().equals(topic)).toList();
        var partition = new TopicPartition(topic, 0);
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) own.size()));
        consumer.schedulePollTask(() -> own.forEach(consumer::addRecord));
        return consumer;
    }

    private final class FakeTopics implements TopicGateway {
        @Override
        public List<Topic> list() {
            return List.copyOf(topics);
        }

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public Plan apply() {
            applied++;
            return plan;
        }

        @Override
        public Plan provisionAgent(String agent) {
            return new Plan(List.of());
        }

        @Override
        public List<Finding> examine() {
            return List.copyOf(findings);
        }

        @Override
        public TopicReader reader(String topic) {
            return new TopicReader(() -> consumer(topic), topic);
        }

        @Override
        public JsonNode show(byte @Nullable [] value) {
            return Json.value(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
        }

        @Override
        public byte[] encode(String topic, String json) {
            return ("avro:" + json).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Position publish(Outgoing outgoing) {
            published.add(outgoing);
            return new Position(3, 41);
        }
    }
}
