package dev.agentmesh.agent.spi;

import java.util.List;

/** Runs agents. Found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface AgentServer {
    /** Serves the agents, at least one, and returns when they have been drained because the process is to end. */
    void serve(List<AgentDeclaration> agents);
}
