package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code fallback: AGENT[/SKILL]} or a list of them. */
final class FallbackReader {
    /** Each may use up all attempts of the step before the next has its turn. */
    private static final int MOST = 5;

    private final Reading reading;
    private final AgentReader agents;

    FallbackReader(Reading reading, AgentReader agents) {
        this.reading = reading;
        this.agents = agents;
    }

    /** @param first the agent that the step names itself */
    List<Verb.AgentCall> read(YamlNode node, Verb.AgentCall first) {
        List<YamlNode> names = node instanceof YamlNode.Items items ? items.items() : List.of(node);
        if (names.isEmpty() || names.size() > MOST) {
            reading.range(node, "\"fallback\" takes 1 to " + MOST + " agents but has " + names.size());
        }
        List<Verb.AgentCall> others = new ArrayList<>();
        for (YamlNode name : names) {
            agents.read(name, "\"fallback\"").map(AgentReader.Call::verb).ifPresent(other -> {
                if (other.equals(first) || others.contains(other)) {
                    twice(name, other);
                } else {
                    others.add(other);
                }
            });
        }
        return others;
    }

    private void twice(YamlNode name, Verb.AgentCall other) {
        String written = other.skill().isEmpty() ? other.agent() : other.agent() + "/" + other.skill();
        reading.problems()
                .at(name.span(), Codes.TEAM, "\"" + written + "\" is named twice")
                .cause("an agent that is out of attempts is not asked again")
                .fix("name another agent, or raise \"retry\"");
    }
}
