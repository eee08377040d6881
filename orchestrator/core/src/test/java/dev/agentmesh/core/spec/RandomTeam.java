package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import java.util.List;
import java.util.Optional;

/** Any verb that brings agents together. */
final class RandomTeam {
    private RandomTeam() {}

    static Verb of(Tape tape) {
        return switch (tape.next(4)) {
            case 0 -> chat(tape);
            case 1 -> handoff(tape);
            case 2 ->
                Teams.debate(
                        1 + tape.next(3),
                        tape.chance(2)
                                ? Optional.of(tape.of(List.of("debate.answers.for == debate.answers.against", "boom")))
                                : Optional.empty());
            default -> vote(tape);
        };
    }

    private static Verb chat(Tape tape) {
        Verb.NextSpeaker next = tape.of(List.of(
                Teams.inTurn(),
                Teams.moderated(),
                Teams.chosen("\"x\""),
                Teams.chosen("chat.last"),
                Teams.chosen("boom")));
        Verb.Chat chat = Teams.chat(next, 1 + tape.next(5), "x", "y");
        if (tape.chance(3)) {
            chat = Teams.until(tape.of(List.of("chat.last == 9", "boom", "chat.turns == 2")), chat);
        }
        if (tape.chance(3)) {
            chat = Teams.summedUp(1 + tape.next(3), chat);
        }
        return tape.chance(3) ? Teams.failingWhenStuck(chat) : chat;
    }

    private static Verb handoff(Tape tape) {
        Verb.Handoff handoff = Teams.handoff(
                1 + tape.next(3),
                tape.chance(2) ? Optional.of("z") : Optional.empty(),
                "x",
                "x: y",
                tape.chance(2) ? "y: x, z" : "y: z(part)");
        return tape.chance(3) ? Teams.judged(handoff, Person.anybody()) : handoff;
    }

    private static Verb vote(Tape tape) {
        Verb.Vote vote = Teams.vote(
                tape.of(List.of(Verb.Rule.values())),
                1 + tape.next(3),
                tape.of(List.of(
                        new Verb.Tie.Fail(),
                        new Verb.Tie.First(),
                        Teams.chair(),
                        new Verb.Tie.Asked(Person.anybody()))),
                "x",
                "y",
                "z");
        if (tape.chance(4)) {
            vote = Teams.weighted(
                    tape.chance(2) ? Teams.fixed("x", "2") : new Verb.Weights.Told(new Expression("output")),
                    tape.chance(2) ? "output" : "boom",
                    vote);
        }
        return tape.chance(3) ? Teams.overridden(vote) : vote;
    }
}
