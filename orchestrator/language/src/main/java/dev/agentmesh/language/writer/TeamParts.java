package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Listing;
import dev.agentmesh.language.format.Part.Mapping;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Verbs that call several agents by themselves. */
final class TeamParts {
    private TeamParts() {}

    static Part chat(Verb.Chat chat) {
        List<Entry> entries = new ArrayList<>();
        boolean described =
                chat.speakers().stream().anyMatch(speaker -> !speaker.about().isEmpty());
        if (described) {
            entries.add(Entry.of(
                    "members",
                    new Mapping(
                            chat.speakers().stream()
                                    .map(speaker -> new Entry(
                                            agent(speaker.member()), Word.text(speaker.about()), List.of(), ""))
                                    .toList(),
                            Layout.BLOCK)));
        } else {
            entries.add(Entry.of(
                    "members",
                    agents(chat.speakers().stream().map(Verb.Speaker::member).toList())));
        }
        entries.add(Entry.of("topic", JsonParts.of(chat.topic().json())));
        entries.add(Entry.of(
                "next",
                switch (chat.next()) {
                    case Verb.NextSpeaker.RoundRobin() -> Word.text("round-robin");
                    case Verb.NextSpeaker.Chosen(var name) -> Word.code(name.text());
                    case Verb.NextSpeaker.Moderated(var moderator) -> agent(moderator);
                }));
        entries.add(Entry.of("max", number(chat.max())));
        chat.until().ifPresent(until -> entries.add(Entry.of("until", Word.code(until.text()))));
        if (!chat.signals().isEmpty()) {
            entries.add(Entry.of("signal", texts(chat.signals())));
        }
        if (chat.failsWhenStuck()) {
            entries.add(Entry.of("stuck", Word.text("fail")));
        }
        entries.add(Entry.of("window", number(chat.window())));
        chat.summary()
                .ifPresent(summary -> entries.add(Entry.of(
                        "summary",
                        new Mapping(
                                List.of(
                                        Entry.of("every", number(summary.every())),
                                        Entry.of("by", agent(summary.by()))),
                                Layout.FLOW))));
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part handoff(Verb.Handoff handoff) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("start", agent(handoff.start())));
        List<Entry> to = new ArrayList<>();
        handoff.to().forEach((from, targets) -> to.add(Entry.of(called(from), targets(targets))));
        entries.add(Entry.of("to", new Mapping(to, Layout.BLOCK)));
        entries.add(Entry.of("max", number(handoff.max())));
        entries.add(Entry.of("confidence", Word.bare(Double.toString(handoff.confidence()))));
        handoff.escalate().ifPresent(chief -> entries.add(Entry.of("escalate", agent(chief))));
        handoff.person().ifPresent(who -> entries.add(Entry.of("escalate", OutsideParts.person(who))));
        return new Mapping(entries, Layout.BLOCK);
    }

    /** A list of names, unless something must come along. */
    private static Part targets(SequencedMap<String, List<String>> targets) {
        if (targets.values().stream().allMatch(List::isEmpty)) {
            return texts(targets.keySet().stream().map(TeamParts::called).toList());
        }
        List<Entry> entries = new ArrayList<>();
        targets.forEach((name, parts) -> entries.add(Entry.of(called(name), texts(parts))));
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part debate(Verb.Debate debate) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("motion", JsonParts.of(debate.motion().json())));
        entries.add(Entry.of(
                "sides",
                new Mapping(
                        debate.sides().stream()
                                .map(side -> Entry.of(side.name(), agent(side)))
                                .toList(),
                        Layout.FLOW)));
        entries.add(Entry.of("rounds", number(debate.rounds())));
        debate.until().ifPresent(until -> entries.add(Entry.of("until", Word.code(until.text()))));
        entries.add(Entry.of("judge", agent(debate.judge())));
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part vote(Verb.Vote vote) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("voters", agents(vote.voters())));
        entries.add(Entry.of("ballot", Word.code(vote.ballot().text())));
        entries.add(Entry.of("rule", Word.text(vote.rule().name().toLowerCase(Locale.ROOT))));
        entries.add(Entry.of("quorum", number(vote.quorum())));
        switch (vote.weights()) {
            case Verb.Weights.Equal() -> {}
            case Verb.Weights.Told(var weight) -> entries.add(Entry.of("weights", Word.code(weight.text())));
            case Verb.Weights.Fixed(var byVoter) -> {
                List<Entry> weights = new ArrayList<>();
                byVoter.forEach((voter, weight) -> weights.add(Entry.of(called(voter), Word.bare(weight.toString()))));
                entries.add(Entry.of("weights", new Mapping(weights, Layout.FLOW)));
            }
        }
        switch (vote.tie()) {
            case Verb.Tie.Fail() -> {}
            case Verb.Tie.First() -> entries.add(Entry.of("tie", Word.text("first")));
            case Verb.Tie.Decider(var chair) -> entries.add(Entry.of("tie", agent(chair)));
            case Verb.Tie.Asked(var person) -> entries.add(Entry.of("tie", OutsideParts.person(person)));
        }
        vote.override().ifPresent(chief -> entries.add(Entry.of("override", agent(chief))));
        return new Mapping(entries, Layout.BLOCK);
    }

    private static Word number(int number) {
        return Word.bare(Integer.toString(number));
    }

    private static Word agent(Verb.Member member) {
        return StepParts.agent(member.call().agent(), member.call().skill());
    }

    /** A member's name has a dot where its agent is written with a slash. */
    private static String called(String member) {
        return member.replace('.', '/');
    }

    private static Part agents(List<Verb.Member> members) {
        return new Listing(
                members.stream().map(member -> Entry.item(agent(member))).toList(), Layout.FLOW);
    }

    private static Part texts(List<String> texts) {
        return new Listing(
                texts.stream().map(text -> Entry.item(Word.text(text))).toList(), Layout.FLOW);
    }
}
