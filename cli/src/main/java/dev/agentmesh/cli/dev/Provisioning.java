package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.kafka.QuietLogs;
import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.Change;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import java.util.function.Consumer;

/** Topics and schemas of a new mesh, before anything that needs them starts. */
record Provisioning(ClusterSettings cluster) {
    static Provisioning of(String namespace, String bootstrap, String registry) {
        return new Provisioning(ClusterSettings.of(bootstrap, registry, namespace));
    }

    /** @param notes hears of what somebody has to decide */
    void apply(Consumer<String> notes) {
        QuietLogs.errorsOnly();
        var clients = new KafkaClients(cluster);
        var catalogue = new Catalogue(cluster.names(), CatalogueSettings.development());
        try (var admin = clients.admin("mesh-dev");
                var registry = new HttpSchemaRegistry(cluster.registry())) {
            new Provisioner(catalogue, admin, registry)
                    .apply().blocked().stream().map(Change.Blocked::describe).forEach(notes);
        }
    }
}
