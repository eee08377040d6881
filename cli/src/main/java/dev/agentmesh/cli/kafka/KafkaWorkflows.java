package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.gateway.WorkflowGateway;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

record KafkaWorkflows(Connection connection) implements WorkflowGateway {
    @Override
    public List<WorkflowDeployment> all() {
        Map<String, WorkflowDeployment> newest = new LinkedHashMap<>();
        TopicScan.read(connection.clients(), connection.cluster().names().workflows(), record -> {
            if (record.value() == null) {
                newest.remove(new String(record.key(), StandardCharsets.UTF_8));
                return;
            }
            try {
                WorkflowDeployment found = connection.codecs().workflows().decode(record.value());
                newest.remove(found.key());
                newest.put(found.key(), found);
            } catch (UndecodableRecord poison) {
                // Nobody can run what nobody can read; doctor and dead letters tell of it.
                return;
            }
        });
        return newest.values().stream()
                .sorted(Comparator.comparing(WorkflowDeployment::name))
                .toList();
    }

    @Override
    public void deploy(WorkflowDeployment deployment) {
        connection.send(
                connection.cluster().names().workflows(), connection.codecs().workflows(), deployment);
    }
}
