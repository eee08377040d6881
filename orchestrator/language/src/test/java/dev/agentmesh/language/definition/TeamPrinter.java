package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Verb;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the verbs that bring agents together, each as the map of its keys in flow style. */
final class TeamPrinter {
    private TeamPrinter() {}

    static String print(Verb.Chat chat) {
        String next = switch (chat.next()) {
            case Verb.NextSpeaker.RoundRobin() -> "round-robin";
            case Verb.NextSpeaker.Chosen(var name) -> quoted(name.text());
            case Verb.NextSpeaker.Moderated(var chair) -> agent(chair);
        };
        boolean described =
                chat.speakers().stream().anyMatch(one -> !one.about().isEmpty());
        String members = chat.speakers().stream()
                .map(one -> agent(one.member()) + (described ? ": " + quoted(one.about()) : ""))
                .collect(Collectors.joining(", ", described ? "{ " : "[", described ? " }" : "]"));
        return "chat: { members: " + members + ", topic: " + chat.topic().json() + ", next: " + next + ", max: "
                + chat.max() + ", window: " + chat.window() + ", stuck: " + (chat.failsWhenStuck() ? "fail" : "end")
                + ", signal: " + list(chat.signals())
                + chat.summary()
                        .map(sum -> ", summary: { every: " + sum.every() + ", by: " + agent(sum.by()) + " }")
                        .orElse("")
                + chat.until().map(until -> ", until: " + quoted(until.text())).orElse("") + " }";
    }

    static String print(Verb.Handoff handoff) {
        String to = handoff.to().entrySet().stream()
                .map(from -> from.getKey().replace('.', '/') + ": "
                        + from.getValue().entrySet().stream()
                                .map(target -> target.getKey().replace('.', '/') + ": " + list(target.getValue()))
                                .collect(Collectors.joining(", ", "{ ", " }")))
                .collect(Collectors.joining(", ", "{ ", " }"));
        return "handoff: { start: " + agent(handoff.start()) + ", to: " + to + ", max: " + handoff.max()
                + ", confidence: " + handoff.confidence()
                + handoff.escalate().map(chief -> ", escalate: " + agent(chief)).orElse("")
                + handoff.person()
                        .map(who -> ", escalate: " + RandomPerson.print(who))
                        .orElse("") + " }";
    }

    static String print(Verb.Debate debate) {
        return "debate: { motion: " + debate.motion().json() + ", sides: "
                + debate.sides().stream()
                        .map(side -> side.name() + ": " + call(side.call()))
                        .collect(Collectors.joining(", ", "{ ", " }"))
                + ", rounds: " + debate.rounds() + ", judge: " + agent(debate.judge())
                + debate.until()
                        .map(until -> ", until: " + quoted(until.text()))
                        .orElse("") + " }";
    }

    static String print(Verb.Vote vote) {
        String weights = switch (vote.weights()) {
            case Verb.Weights.Equal() -> "";
            case Verb.Weights.Told(var weight) -> ", weights: " + quoted(weight.text());
            case Verb.Weights.Fixed(var byVoter) ->
                byVoter.entrySet().stream()
                        .map(one -> one.getKey().replace('.', '/') + ": " + one.getValue())
                        .collect(Collectors.joining(", ", ", weights: { ", " }"));
        };
        String tie = switch (vote.tie()) {
            case Verb.Tie.Fail() -> "fail";
            case Verb.Tie.First() -> "first";
            case Verb.Tie.Decider(var chair) -> agent(chair);
            case Verb.Tie.Asked(var person) -> RandomPerson.print(person);
        };
        return "vote: { voters: "
                + vote.voters().stream().map(TeamPrinter::agent).collect(Collectors.joining(", ", "[", "]"))
                + ", ballot: " + quoted(vote.ballot().text()) + ", rule: "
                + vote.rule().name().toLowerCase(Locale.ROOT) + ", quorum: " + vote.quorum() + weights + ", tie: " + tie
                + vote.override().map(chief -> ", override: " + agent(chief)).orElse("") + " }";
    }

    static String edge(Verb.Edge edge) {
        return "- { "
                + edge.when().map(when -> "when: " + quoted(when.text()) + ", ").orElse("") + "to: "
                + edge.to().orElse("done") + " }";
    }

    private static String agent(Verb.Member member) {
        return call(member.call());
    }

    private static String call(Verb.AgentCall call) {
        return call.agent() + (call.skill().isEmpty() ? "" : "/" + call.skill());
    }

    private static String list(List<String> texts) {
        return texts.stream().map(TeamPrinter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
