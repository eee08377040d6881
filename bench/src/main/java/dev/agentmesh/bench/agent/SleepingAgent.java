package dev.agentmesh.bench.agent;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import java.util.concurrent.TimeUnit;

/** Waits, as an agent that calls a model does, and gives back what it got: a pool of it is bound by its size, not by the cores. */
@Agent(value = "sleeper", about = "Gives back what it got after 20 ms", width = SleepingAgent.WIDTH)
public final class SleepingAgent {
    /** Tasks at once in one process. */
    public static final int WIDTH = 4;

    /** How long each takes. */
    public static final int MILLIS = 20;

    @Skill(about = "Gives back its input")
    public String echo(String text) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        return text;
    }
}
