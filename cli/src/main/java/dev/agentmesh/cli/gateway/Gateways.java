package dev.agentmesh.cli.gateway;

import dev.agentmesh.topics.clients.ClusterSettings;

/** Opens meshes. */
public interface Gateways {
    /** @throws dev.agentmesh.topics.error.MeshException MESH-5001 when nothing answers there */
    MeshGateway open(ClusterSettings cluster);
}
