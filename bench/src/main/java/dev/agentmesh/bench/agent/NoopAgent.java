package dev.agentmesh.bench.agent;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;

/** Gives back what it got. Repeating that harms nobody, so it is not costly. */
@Agent(value = "noop", about = "Gives back what it got", width = 1000, costly = false)
public final class NoopAgent {
    @Skill(about = "Gives back its input")
    public String echo(String text) {
        return text;
    }
}
