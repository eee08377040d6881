package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the agents that a verb calls by itself. */
final class MemberReader {
    /** The most agents one step may bring together. */
    static final int MOST = 50;

    private final Reading reading;
    private final AgentReader agents;
    private final ModifierReader modifiers;

    MemberReader(Reading reading, AgentReader agents, ModifierReader modifiers) {
        this.reading = reading;
        this.agents = agents;
        this.modifiers = modifiers;
    }

    /** An agent under its own name: {@code agent/skill} is {@code agent.skill} in paths. */
    Optional<Verb.Member> member(YamlNode node, String what) {
        return agents.read(node, what)
                .map(call -> member(((YamlNode.Scalar) node).value().replace('/', '.'), call));
    }

    /** An agent under a name of the definition's. */
    Optional<Verb.Member> member(YamlNode node, String what, String name) {
        return agents.read(node, what).map(call -> member(name, call));
    }

    private Verb.Member member(String name, AgentReader.Call call) {
        return new Verb.Member(name, call.verb(), modifiers.defaultTimeout());
    }

    /** A list of agents, each once. */
    List<Verb.Member> members(YamlNode node, String what, int least) {
        var members = new ArrayList<Verb.Member>();
        List<YamlNode> items =
                reading.items(node, what).map(YamlNode.Items::items).orElse(List.of());
        Set<String> seen = new HashSet<>();
        for (YamlNode item : items) {
            member(item, "a member of " + what).ifPresent(member -> {
                once(item, member, seen);
                members.add(member);
            });
        }
        if (node instanceof YamlNode.Items) {
            count(node, what, items.size(), least);
        }
        return members;
    }

    void once(YamlNode node, Verb.Member member, Set<String> seen) {
        if (!seen.add(member.name())) {
            reading.problems()
                    .at(node.span(), Codes.TEAM, "\"" + member.name() + "\" is named twice")
                    .cause("each member has one voice")
                    .fix("remove one, or use two skills of the agent");
        }
    }

    void count(YamlNode node, String what, int count, int least) {
        if (count < least || count > MOST) {
            reading.range(node, what + " needs " + least + " to " + MOST + " agents but has " + count);
        }
    }
}
