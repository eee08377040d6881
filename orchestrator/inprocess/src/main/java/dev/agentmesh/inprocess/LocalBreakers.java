package dev.agentmesh.inprocess;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.health.Breakers;
import dev.agentmesh.core.health.HealthDecider;
import dev.agentmesh.core.health.HealthSignal;
import java.util.HashMap;
import java.util.Map;

/** The breakers of the agents of one process. What is heard is known at once. For one thread. */
final class LocalBreakers implements Breakers {
    private final HealthDecider decider;
    private final Map<String, Breaker> troubled = new HashMap<>();

    LocalBreakers(BreakerPolicy policy) {
        this.decider = new HealthDecider(policy);
    }

    void take(HealthSignal signal) {
        Breaker before = of(signal.agent());
        decider.decide(before, signal)
                .map(event -> HealthDecider.evolve(before, event))
                .ifPresent(after -> {
                    if (after.equals(Breaker.WELL)) {
                        troubled.remove(signal.agent());
                    } else {
                        troubled.put(signal.agent(), after);
                    }
                });
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
