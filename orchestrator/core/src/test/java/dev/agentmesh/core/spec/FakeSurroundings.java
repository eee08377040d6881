package dev.agentmesh.core.spec;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.Breakers;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A world in which two agents are up, there is every topic but {@code nowhere}, and every form fits whose values do not say
 * {@code bad}.
 */
final class FakeSurroundings implements Surroundings, Breakers {
    private final Map<String, Breaker> breakers = new TreeMap<>();

    /** What is known of a breaker from now on. */
    void set(String agent, Breaker breaker) {
        if (breaker.equals(Breaker.WELL)) {
            breakers.remove(agent);
        } else {
            breakers.put(agent, breaker);
        }
    }

    @Override
    public Breaker of(String agent) {
        return breakers.getOrDefault(agent, Breaker.WELL);
    }

    @Override
    public boolean allWell() {
        return breakers.isEmpty();
    }

    @Override
    public Breaker breaker(String agent) {
        return of(agent);
    }

    @Override
    public List<AgentCard> agents() {
        return List.of(
                new AgentCard("m1", "does one thing", List.of("one")), new AgentCard("m2", "does another", List.of()));
    }

    @Override
    public Optional<Failure> noTopic(String topic) {
        return topic.equals("nowhere")
                ? Optional.of(new Failure(FailureKind.WORKFLOW, "TEST-0003", "There is no topic " + topic))
                : Optional.empty();
    }

    @Override
    public Optional<String> misfit(Payload schema, Payload value) {
        return value.text().contains("bad") ? Optional.of("it is bad") : Optional.empty();
    }
}
