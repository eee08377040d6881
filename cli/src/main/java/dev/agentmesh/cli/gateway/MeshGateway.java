package dev.agentmesh.cli.gateway;

import dev.agentmesh.topics.clients.ClusterSettings;

/** A mesh, for as long as one command talks to it. */
public interface MeshGateway extends AutoCloseable {
    ClusterSettings cluster();

    RunGateway runs();

    LetterGateway letters();

    WorkflowGateway workflows();

    AgentGateway agents();

    TopicGateway topics();

    @Override
    void close();
}
