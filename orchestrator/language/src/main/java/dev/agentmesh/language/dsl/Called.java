package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Agents by their names. */
final class Called {
    private Called() {}

    /** @param agent {@code agent}, or {@code agent/skill} */
    static Verb.AgentCall agent(String agent) {
        int slash = agent.indexOf('/');
        return slash < 0
                ? new Verb.AgentCall(agent, "")
                : new Verb.AgentCall(agent.substring(0, slash), agent.substring(slash + 1));
    }

    static List<Verb.AgentCall> agents(String... agents) {
        return Arrays.stream(agents).map(Called::agent).toList();
    }

    /** An agent that a verb calls by itself, under its own name. */
    static Verb.Member member(String agent) {
        return member(name(agent), agent);
    }

    static Verb.Member member(String name, String agent) {
        return new Verb.Member(name, agent(agent), Optional.empty());
    }

    /** What stands for an agent in paths. */
    static String name(String agent) {
        return agent.replace('/', '.');
    }
}
