package dev.agentmesh.bench.agent;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;

/** Nobody sends it work; it is started to see how long that takes. */
@Agent(value = "idle", about = "Gives back what it got")
public final class IdleAgent {
    @Skill(about = "Gives back its input")
    public String echo(String text) {
        return text;
    }
}
