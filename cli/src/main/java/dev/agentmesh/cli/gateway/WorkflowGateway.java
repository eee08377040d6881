package dev.agentmesh.cli.gateway;

import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.List;

/** Deployed definitions. */
public interface WorkflowGateway {
    /** The newest of every name and version, by name and then in the order they were deployed. */
    List<WorkflowDeployment> all();

    /** Returns when Kafka has it. */
    void deploy(WorkflowDeployment deployment);
}
