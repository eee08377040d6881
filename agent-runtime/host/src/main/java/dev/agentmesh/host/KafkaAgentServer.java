package dev.agentmesh.host;

import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.agent.spi.AgentServer;
import dev.agentmesh.host.skill.AgentDefinition;
import java.util.List;

/** Serves what {@code Mesh.connect()} was given, as a process of its own. */
public final class KafkaAgentServer implements AgentServer {
    @Override
    public void serve(List<AgentDeclaration> agents) {
        ProcessLife.live(() -> agents.stream().map(AgentDefinition::of).toList(), ProcessLife.settings());
    }
}
