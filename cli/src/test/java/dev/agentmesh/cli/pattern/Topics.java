package dev.agentmesh.cli.pattern;

import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.kafka.KafkaGateways;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.registry.RegistrySettings;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the topics of a dev mesh say about a run, whatever the orchestrator thinks of it. */
final class Topics implements AutoCloseable {
    private final KafkaClients clients;
    private final HttpSchemaRegistry registry;
    private final MessageCodecs codecs;
    private final MeshGateway mesh;

    private Topics(ClusterSettings cluster) {
        clients = new KafkaClients(cluster);
        registry = HttpSchemaRegistry.from(cluster.properties());
        codecs = new MessageCodecs(RecordSerde.open(cluster.properties(), registry), cluster.names());
        mesh = new KafkaGateways(Clock.systemUTC()).open(cluster);
    }

    /** Those of the mesh that runs in the folder. */
    static Topics of(Path folder) {
        DevState state = DevState.read(folder.resolve(".mesh/data")).orElseThrow();
        return new Topics(ClusterSettings.of(Map.of(
                ClusterSettings.BOOTSTRAP, state.bootstrap(),
                RegistrySettings.URL, state.registry(),
                ClusterSettings.NAMESPACE, state.namespace(),
                ClusterSettings.REPLICATION_FACTOR, "1")));
    }

    /** By task, the instances that told of its completion, one entry for each record. */
    SortedMap<String, List<String>> completedBy(String runId) {
        SortedMap<String, List<String>> completed = new TreeMap<>();
        TopicScan.read(clients, clients.settings().names().results(), record -> {
            ResultMessage result = decoded(record.value());
            if (result.header().runId().equals(runId) && result.body() instanceof ResultMessage.Completed) {
                completed
                        .computeIfAbsent(result.taskId(), _ -> new ArrayList<>())
                        .add(result.instance());
            }
        });
        return completed;
    }

    private ResultMessage decoded(byte[] bytes) {
        try {
            return codecs.results().decode(bytes);
        } catch (UndecodableRecord e) {
            throw new AssertionError(e);
        }
    }

    /** The run's events of one kind, in order. */
    <E> List<E> events(String runId, Class<E> kind) {
        return mesh.runs().log(runId).stream()
                .map(record -> ((LogEntry) record).logged().event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        mesh.close();
        registry.close();
    }
}
