package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sides that argue in turn, and a judge who decides. */
public final class Debate extends Described<Debate.Outcome> {
    private static final int ROUNDS = 2;

    private final Template motion;
    private final Verb.Member judge;
    private final List<Verb.Member> sides = new ArrayList<>();
    private int rounds = ROUNDS;
    private Optional<Expression> until = Optional.empty();

    /** What a debate gives; the judge's answer is {@code get("verdict", ...)}. */
    public record Outcome(int rounds, boolean converged, String reason) {}

    /** What is read of a debate while it goes on. */
    public static final class Names {
        private Names() {}

        /** From 0. */
        public Value<Integer> round() {
            return new Value<>("debate.round");
        }

        /** What a side said last. */
        public <T> Value<T> answer(String side, Class<T> type) {
            return new Value<>(Cel.key("debate.answers", side));
        }
    }

    private Debate(Template motion, String judge) {
        this.motion = motion;
        this.judge = Called.member(Verb.Debate.JUDGE, judge);
    }

    public static Debate on(Value<?> motion, String judge) {
        return new Debate(motion.template(), judge);
    }

    /** @param name the side's, in paths and in {@code debate.answers} */
    public Debate side(String name, String agent) {
        sides.add(Called.member(name, agent));
        return this;
    }

    public Debate rounds(int most) {
        rounds = most;
        return this;
    }

    /** Asked after each round; ends the debate early. */
    public Debate until(Function<Names, Condition> holds) {
        until = Optional.of(holds.apply(new Names()).toExpression());
        return this;
    }

    @Override
    Verb verb() {
        return new Verb.Debate(motion, sides, rounds, until, judge);
    }
}
