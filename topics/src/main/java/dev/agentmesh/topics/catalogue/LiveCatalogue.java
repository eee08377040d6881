package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * The catalogue as the cluster already has it. Partitions and copies are chosen once, when the namespace is provisioned;
 * processes that add a topic later follow what they find instead of a setting of their own.
 */
public final class LiveCatalogue {
    private LiveCatalogue() {}

    /** @throws MeshException MESH-5002 when the namespace has not been provisioned, MESH-5001 when no broker answers */
    public static Catalogue of(Admin admin, TopicNames names) {
        ClusterView cluster = ClusterView.read(admin, names);
        TopicDescription commands = required(cluster, names.commands());
        TopicDescription outcomes = required(cluster, names.outcomes());
        return new Catalogue(
                names,
                new CatalogueSettings(
                        commands.partitions().size(),
                        outcomes.partitions().size(),
                        commands.partitions().getFirst().replicas().size()));
    }

    private static TopicDescription required(ClusterView cluster, String topic) {
        return cluster.topic(topic)
                .orElseThrow(() -> new MeshException(
                        TopicErrors.MISSING_TOPIC,
                        "topic " + topic + " does not exist; provision the namespace first"));
    }
}
