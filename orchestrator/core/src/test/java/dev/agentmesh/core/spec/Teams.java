package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Summary;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.spec.Steps.Shape;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Writes the verbs that bring agents together. Each agent has its member's name. */
public final class Teams {
    private Teams() {}

    public static Verb.Member member(String name) {
        return new Verb.Member(name, new Verb.AgentCall("agent-" + name, ""), Optional.empty());
    }

    private static List<Verb.Member> all(String... names) {
        return Arrays.stream(names).map(Teams::member).toList();
    }

    // ---- graph

    public static Shape graph(String id, int max, String entry, Verb.Node... nodes) {
        return graph(id, max, entry, new LinkedHashMap<>(), nodes);
    }

    public static Shape graph(
            String id, int max, String entry, SequencedMap<String, Verb.Reducer> state, Verb.Node... nodes) {
        return Steps.step(id, new Verb.Graph(entry, max, state, Arrays.asList(nodes)));
    }

    public static Verb.Node node(Shape step, Verb.Edge... edges) {
        return new Verb.Node(step.step(), Arrays.asList(edges));
    }

    public static Verb.Edge edge(String when, String to) {
        return new Verb.Edge(Optional.of(new Expression(when)), Optional.of(to));
    }

    public static Verb.Edge edge(String to) {
        return new Verb.Edge(Optional.empty(), Optional.of(to));
    }

    public static Verb.Edge doneWhen(String when) {
        return new Verb.Edge(Optional.of(new Expression(when)), Optional.empty());
    }

    public static Verb.Edge done() {
        return new Verb.Edge(Optional.empty(), Optional.empty());
    }

    // ---- chat

    public static Verb.NextSpeaker inTurn() {
        return new Verb.NextSpeaker.RoundRobin();
    }

    public static Verb.NextSpeaker chosen(String expression) {
        return new Verb.NextSpeaker.Chosen(new Expression(expression));
    }

    public static Verb.NextSpeaker moderated() {
        return new Verb.NextSpeaker.Moderated(
                new Verb.Member(Verb.Chat.MODERATOR, new Verb.AgentCall("agent-chair", ""), Optional.empty()));
    }

    public static Verb.Chat chat(Verb.NextSpeaker next, int max, String... speakers) {
        List<Verb.Speaker> members = Arrays.stream(speakers)
                .map(name -> new Verb.Speaker(member(name), "knows " + name))
                .toList();
        return new Verb.Chat(
                members,
                new Template("\"${input}\""),
                next,
                max,
                Optional.empty(),
                List.of("APPROVED"),
                false,
                2,
                Optional.empty());
    }

    public static Verb.Chat until(String condition, Verb.Chat chat) {
        return new Verb.Chat(
                chat.speakers(),
                chat.topic(),
                chat.next(),
                chat.max(),
                Optional.of(new Expression(condition)),
                chat.signals(),
                chat.failsWhenStuck(),
                chat.window(),
                chat.summary());
    }

    /** Summed up by {@code agent-clerk} after every so many turns. */
    public static Verb.Chat summedUp(int every, Verb.Chat chat) {
        return new Verb.Chat(
                chat.speakers(),
                chat.topic(),
                chat.next(),
                chat.max(),
                chat.until(),
                chat.signals(),
                chat.failsWhenStuck(),
                chat.window(),
                Optional.of(new Summary(
                        every,
                        new Verb.Member(
                                Verb.Chat.SUMMARIZER, new Verb.AgentCall("agent-clerk", ""), Optional.empty()))));
    }

    public static Verb.Chat failingWhenStuck(Verb.Chat chat) {
        return new Verb.Chat(
                chat.speakers(),
                chat.topic(),
                chat.next(),
                chat.max(),
                chat.until(),
                chat.signals(),
                true,
                chat.window(),
                chat.summary());
    }

    // ---- handoff

    /** @param to {@code from: to to}, where a target may name the parts it needs as {@code to(part part)} */
    public static Verb.Handoff handoff(int max, Optional<String> escalate, String start, String... to) {
        var members = new LinkedHashMap<String, Verb.Member>();
        members.put(start, member(start));
        var allowed = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
        for (String line : to) {
            String from = line.substring(0, line.indexOf(':'));
            var targets = new LinkedHashMap<String, List<String>>();
            for (String target : line.substring(line.indexOf(':') + 2).split(", ")) {
                int open = target.indexOf('(');
                String name = open < 0 ? target : target.substring(0, open);
                targets.put(
                        name,
                        open < 0
                                ? List.of()
                                : List.of(target.substring(open + 1, target.length() - 1)
                                        .split(" ")));
                members.putIfAbsent(name, member(name));
            }
            allowed.put(from, targets);
            members.putIfAbsent(from, member(from));
        }
        escalate.ifPresent(name -> members.putIfAbsent(name, member(name)));
        return new Verb.Handoff(
                member(start),
                allowed,
                List.copyOf(members.values()),
                max,
                0.7,
                escalate.map(Teams::member),
                Optional.empty());
    }

    /** A person decides what is escalated. */
    public static Verb.Handoff judged(Verb.Handoff handoff, Person person) {
        return new Verb.Handoff(
                handoff.start(),
                handoff.to(),
                handoff.members(),
                handoff.max(),
                handoff.confidence(),
                Optional.empty(),
                Optional.of(person));
    }

    // ---- debate

    public static Verb.Debate debate(int rounds, Optional<String> until) {
        return new Verb.Debate(
                new Template("\"Do it\""),
                all("for", "against"),
                rounds,
                until.map(Expression::new),
                new Verb.Member(Verb.Debate.JUDGE, new Verb.AgentCall("agent-judge", ""), Optional.empty()));
    }

    // ---- vote

    public static Verb.Vote vote(Verb.Rule rule, int quorum, Verb.Tie tie, String... voters) {
        return new Verb.Vote(
                all(voters), new Expression("output"), rule, quorum, new Verb.Weights.Equal(), tie, Optional.empty());
    }

    public static Verb.Tie chair() {
        return new Verb.Tie.Decider(
                new Verb.Member(Verb.Vote.TIE, new Verb.AgentCall("agent-chair", ""), Optional.empty()));
    }

    public static Verb.Vote overridden(Verb.Vote vote) {
        Verb.Member chief =
                new Verb.Member(Verb.Vote.OVERRIDE, new Verb.AgentCall("agent-chief", ""), Optional.empty());
        return new Verb.Vote(
                vote.voters(),
                vote.ballot(),
                vote.rule(),
                vote.quorum(),
                vote.weights(),
                vote.tie(),
                Optional.of(chief));
    }

    public static Verb.Vote weighted(Verb.Weights weights, String ballot, Verb.Vote vote) {
        return new Verb.Vote(
                vote.voters(),
                new Expression(ballot),
                vote.rule(),
                vote.quorum(),
                weights,
                vote.tie(),
                vote.override());
    }

    /** @param pairs a voter, its weight, the next voter, ... */
    public static Verb.Weights fixed(Object... pairs) {
        var weights = new LinkedHashMap<String, BigDecimal>();
        for (int i = 0; i < pairs.length; i += 2) {
            weights.put((String) pairs[i], new BigDecimal(pairs[i + 1].toString()));
        }
        return new Verb.Weights.Fixed(weights);
    }
}
