package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.connection.Reachable;
import dev.agentmesh.cli.gateway.Gateways;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.time.Clock;

/** The real ones. */
public final class KafkaGateways implements Gateways {
    private final Clock clock;

    public KafkaGateways(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MeshGateway open(ClusterSettings cluster) {
        QuietLogs.errorsOnly();
        Reachable.require(cluster.bootstrapServers());
        return new KafkaMesh(new Connection(cluster), clock);
    }
}
