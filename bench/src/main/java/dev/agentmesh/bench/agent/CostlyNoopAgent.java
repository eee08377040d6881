package dev.agentmesh.bench.agent;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;

/** The same for an agent whose starts are written down before they happen, which is the default. */
@Agent(value = "noop-costly", about = "Gives back what it got, once", width = 1000)
public final class CostlyNoopAgent {
    @Skill(about = "Gives back its input")
    public String echo(String text) {
        return text;
    }
}
