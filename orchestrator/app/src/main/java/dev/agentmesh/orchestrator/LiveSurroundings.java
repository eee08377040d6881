package dev.agentmesh.orchestrator;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.Breakers;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.orchestrator.definition.PublishTopics;
import dev.agentmesh.orchestrator.roll.AgentRoll;
import java.util.List;
import java.util.Optional;

/** The world around a run, as this orchestrator knows it. */
record LiveSurroundings(AgentRoll roll, PublishTopics published, FormCheck forms, Breakers breakers)
        implements Surroundings {
    @Override
    public List<AgentCard> agents() {
        return roll.up();
    }

    @Override
    public Breaker breaker(String agent) {
        return breakers.of(agent);
    }

    @Override
    public Optional<Failure> noTopic(String topic) {
        return published.missing(topic);
    }

    @Override
    public Optional<String> misfit(Payload schema, Payload value) {
        return forms.misfit(schema.text(), value);
    }
}
