package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Summary;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;

/** Any verb that brings agents together. */
final class RandomTeam {
    private final Random random;

    RandomTeam(Random random) {
        this.random = random;
    }

    Verb any() {
        return switch (random.nextInt(4)) {
            case 0 -> chat();
            case 1 -> handoff();
            case 2 -> debate();
            default -> vote();
        };
    }

    private Verb.Member member(int i) {
        boolean skill = i % 2 == 1;
        return new Verb.Member(
                skill ? "agent-" + i + ".skill" : "agent-" + i,
                new Verb.AgentCall("agent-" + i, skill ? "skill" : ""),
                Optional.empty());
    }

    private Verb.Member called(String name) {
        return new Verb.Member(name, new Verb.AgentCall("agent-9", "skill"), Optional.empty());
    }

    private List<Verb.Member> members(int least) {
        var members = new ArrayList<Verb.Member>();
        int count = least + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            members.add(member(i));
        }
        return members;
    }

    private Verb chat() {
        boolean described = random.nextBoolean();
        return new Verb.Chat(
                members(1).stream()
                        .map(member -> new Verb.Speaker(member, described ? "knows: " + member.name() : ""))
                        .toList(),
                new Template("\"about ${input.a}\""),
                switch (random.nextInt(3)) {
                    case 0 -> new Verb.NextSpeaker.RoundRobin();
                    case 1 -> new Verb.NextSpeaker.Moderated(called(Verb.Chat.MODERATOR));
                    default ->
                        new Verb.NextSpeaker.Chosen(new Expression("chat.turns < 2 ? \"agent-0\" : chat.speaker"));
                },
                1 + random.nextInt(20),
                sometimes(new Expression("chat.last.text.contains(\"ok\")")),
                random.nextBoolean() ? List.of() : List.of("APPROVED", "TASK: \"done\""),
                random.nextBoolean(),
                1 + random.nextInt(50),
                sometimes(new Summary(1 + random.nextInt(100), called(Verb.Chat.SUMMARIZER))));
    }

    private Verb handoff() {
        List<Verb.Member> members = members(2);
        SequencedMap<String, SequencedMap<String, List<String>>> to = new LinkedHashMap<>();
        for (int i = 0; i + 1 < members.size(); i++) {
            SequencedMap<String, List<String>> targets = new LinkedHashMap<>();
            targets.put(members.get(i + 1).name(), random.nextBoolean() ? List.of() : List.of("done", "findings"));
            to.put(members.get(i).name(), targets);
        }
        Optional<Verb.Member> chief = sometimes(members.getLast());
        return new Verb.Handoff(
                members.getFirst(),
                to,
                members,
                1 + random.nextInt(20),
                random.nextInt(11) / 10.0,
                chief,
                chief.isPresent() ? Optional.empty() : sometimes(RandomPerson.person(random)));
    }

    private Verb debate() {
        return new Verb.Debate(
                new Template("\"Do ${input.a}\""),
                List.of(called("for"), called("against")),
                1 + random.nextInt(5),
                sometimes(new Expression("debate.round > 1")),
                called(Verb.Debate.JUDGE));
    }

    private Verb vote() {
        List<Verb.Member> voters = members(1);
        SequencedMap<String, BigDecimal> weights = new LinkedHashMap<>();
        weights.put(voters.getFirst().name(), new BigDecimal("2.5"));
        Verb.Rule[] rules = Verb.Rule.values();
        return new Verb.Vote(
                voters,
                new Expression("output.pick"),
                rules[random.nextInt(rules.length)],
                1 + random.nextInt(voters.size()),
                switch (random.nextInt(3)) {
                    case 0 -> new Verb.Weights.Equal();
                    case 1 -> new Verb.Weights.Fixed(weights);
                    default -> new Verb.Weights.Told(new Expression("output.confidence"));
                },
                switch (random.nextInt(3)) {
                    case 0 -> new Verb.Tie.Fail();
                    case 1 -> new Verb.Tie.First();
                    case 2 -> new Verb.Tie.Asked(RandomPerson.person(random));
                    default -> new Verb.Tie.Decider(called(Verb.Vote.TIE));
                },
                sometimes(called(Verb.Vote.OVERRIDE)));
    }

    private <T> Optional<T> sometimes(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
