package dev.agentmesh.inprocess;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.Breakers;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.schema.InputCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The world around the runs of one process: every agent that a function was given for is up. There are no topics, what is published is
 * kept by its run, so every topic is there. Forms are checked as everywhere.
 *
 * @param names of agents, or agent/skill; looked at when asked
 */
record LocalSurroundings(Set<String> names, InputCheck inputs, Breakers breakers) implements Surroundings {
    @Override
    public List<AgentCard> agents() {
        Map<String, List<String>> skills = new TreeMap<>();
        for (String name : names) {
            int slash = name.indexOf('/');
            List<String> own =
                    skills.computeIfAbsent(slash < 0 ? name : name.substring(0, slash), _ -> new ArrayList<>());
            if (slash >= 0) {
                own.add(name.substring(slash + 1));
            }
        }
        return skills.entrySet().stream()
                .map(agent -> new AgentCard(agent.getKey(), "", agent.getValue()))
                .toList();
    }

    @Override
    public Breaker breaker(String agent) {
        return breakers.of(agent);
    }

    @Override
    public Optional<String> misfit(Payload schema, Payload value) {
        return inputs.check(schema.text(), value).stream().findFirst().map(misfit -> misfit.message());
    }
}
