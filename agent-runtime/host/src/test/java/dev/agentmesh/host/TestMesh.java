package dev.agentmesh.host;

import dev.agentmesh.host.settings.HostSettings;
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
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A mesh without an orchestrator: the test writes tasks and reads what becomes of them. One namespace, so tests do not meet. */
final class TestMesh implements AutoCloseable {
    final String namespace = TestBroker.unique("host");
    final TopicNames names = new TopicNames(namespace);
    final Map<String, String> properties;
    private final StubRegistry stub = StubRegistry.start();
    private final HttpSchemaRegistry registry;
    private final KafkaClients clients;
    private final MessageCodecs codecs;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestMesh() {
        this(TestBroker.shared().bootstrapServers());
    }

    TestMesh(String bootstrap) {
        properties = Map.of(
                "bootstrap.servers",
                bootstrap,
                "schema.registry.url",
                stub.url(),
                "mesh.namespace",
                namespace,
                "mesh.topics.replication.factor",
                "1");
        clients = new KafkaClients(ClusterSettings.of(properties));
        registry = HttpSchemaRegistry.from(properties);
        codecs = new MessageCodecs(RecordSerde.open(properties, registry), names);
        admin = clients.admin("test");
        provisioner().apply();
        producer = clients.producer("test");
    }

    private Provisioner provisioner() {
        return new Provisioner(new Catalogue(names, CatalogueSettings.development()), admin, registry);
    }

    void provision(String agent) {
        provisioner().provisionAgent(agent);
    }

    /** Settings for a host in this JVM; more in the form of system properties. */
    HostSettings settings(String instance, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(hostProperties(instance));
        all.putAll(more);
        return HostSettings.from(Map.of(), all);
    }

    Map<String, String> hostProperties(String instance) {
        return Map.of(
                "mesh.bootstrap",
                properties.getOrDefault("bootstrap.servers", ""),
                "mesh.registry",
                stub.url(),
                "mesh.namespace",
                namespace,
                "mesh.topics.replication.factor",
                "1",
                "mesh.instance",
                instance,
                "mesh.agent.session-timeout",
                "3s",
                "mesh.agent.heartbeat",
                "500ms");
    }

    TaskMessage task(String agent, String runId, String skill, String json, Duration left) {
        return task(
                agent,
                runId,
                1,
                new TaskMessage.Execute(skill, Payload.json(json), Instant.now().plus(left), "key-" + runId));
    }

    TaskMessage task(String agent, String runId, int attempt, TaskMessage.Body body) {
        return new TaskMessage(
                MessageHeader.of(runId, Instant.now(), "test"),
                runId + "/step",
                "step",
                attempt,
                "lease-" + runId + "-" + attempt,
                agent,
                body);
    }

    void send(TaskMessage task) {
        ProducerRecord<byte[], byte[]> record = record(task);
        producer.send(record);
    }

    /** To one partition, where a test needs an order among tasks of several runs. */
    void send(TaskMessage task, int partition) {
        ProducerRecord<byte[], byte[]> record = record(task);
        sendRaw(new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers()));
    }

    void sendRaw(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** To the topic of another agent than it is for. */
    void sendForeign(String toAgent, TaskMessage task) {
        ProducerRecord<byte[], byte[]> record = record(task);
        sendRaw(new ProducerRecord<>(names.tasks(toAgent), 0, record.key(), record.value(), record.headers()));
    }

    void sendWithKey(String toAgent, byte @Nullable [] key, TaskMessage task) {
        ProducerRecord<byte[], byte[]> record = record(task);
        sendRaw(new ProducerRecord<>(names.tasks(toAgent), 0, key, record.value(), record.headers()));
    }

    /** In transactions of a few records each, as the orchestrator writes: their markers take offsets, too. */
    void sendInTransactions(List<TaskMessage> tasks) {
        try (KafkaProducer<byte[], byte[]> transactional =
                clients.transactionalProducer("test-tx", TestBroker.unique("tx"))) {
            transactional.initTransactions();
            for (int i = 0; i < tasks.size(); i += 7) {
                transactional.beginTransaction();
                tasks.subList(i, Math.min(tasks.size(), i + 7)).forEach(task -> transactional.send(record(task)));
                transactional.commitTransaction();
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(TaskMessage task) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                names.tasks(task.agent()), RecordKey.of(task), codecs.tasks().encode(task));
        Envelope.of(task, "/test", Optional.empty()).writeTo(record.headers());
        return record;
    }

    /** Everything on the results topic but progress. */
    List<ResultMessage> ends() {
        return results().stream()
                .filter(result -> !(result.body() instanceof ResultMessage.Progressed))
                .toList();
    }

    List<ResultMessage> results() {
        return read(names.results(), codecs.results());
    }

    List<PeerMessage> messages() {
        return read(names.messages(), codecs.messages());
    }

    List<CommandMessage> commands() {
        return read(names.commands(), codecs.commands());
    }

    /** As an orchestrator would when a run has ended. */
    void outcome(OutcomeMessage outcome) {
        sendRaw(new ProducerRecord<>(
                names.outcomes(), RecordKey.of(outcome), codecs.outcomes().encode(outcome)));
    }

    List<DeadLetter> deadLetters() {
        return read(names.deadLetters(), codecs.deadLetters());
    }

    List<AgentAnnouncement> announcements() {
        return read(names.agents(), codecs.agents());
    }

    private <T> List<T> read(String topic, MessageCodec<T> codec) {
        List<T> messages = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("test-reader")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    messages.add(codec.decode(record.value()));
                }
            }
        } catch (UndecodableRecord e) {
            throw new AssertionError(e);
        }
        return messages;
    }

    /** The member ids of the agent's group; a member that joins anew gets another. */
    List<String> members(String agent) {
        String group = names.agentGroup(agent);
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .map(MemberDescription::consumerId)
                    .sorted()
                    .toList();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As another program would, for a group without members. */
    void commit(String agent, TopicPartition partition, OffsetAndMetadata offset) {
        try {
            admin.alterConsumerGroupOffsets(names.agentGroup(agent), Map.of(partition, offset))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Records of the agent's topic that are not finished, by the committed watermarks. */
    long lag(String agent) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(names.agentGroup(agent))
                    .partitionsToOffsetAndMetadata()
                    .get();
            try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("test-lag")) {
                List<TopicPartition> partitions = consumer.partitionsFor(names.tasks(agent)).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
                long lag = 0;
                for (var end : consumer.endOffsets(partitions).entrySet()) {
                    OffsetAndMetadata entry = committed.get(end.getKey());
                    lag += end.getValue() - (entry == null ? 0 : entry.offset());
                }
                return lag;
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        registry.close();
        stub.close();
    }
}
