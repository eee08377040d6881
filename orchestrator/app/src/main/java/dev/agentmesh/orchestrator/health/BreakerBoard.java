package dev.agentmesh.orchestrator.health;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.Breakers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers of all agents as they were last heard of. Holds those alone that are not well. Safe for use by several threads. */
public final class BreakerBoard implements Breakers {
    private final Map<String, Breaker> troubled = new ConcurrentHashMap<>();

    /** Takes the newest word on an agent's breaker. */
    public void put(String agent, Breaker breaker) {
        if (breaker.equals(Breaker.WELL)) {
            troubled.remove(agent);
        } else {
            troubled.put(agent, breaker);
        }
    }

    @Override
    public Breaker of(String agent) {
        return troubled.getOrDefault(agent, Breaker.WELL);
    }

    @Override
    public boolean allWell() {
        return troubled.isEmpty();
    }
}
