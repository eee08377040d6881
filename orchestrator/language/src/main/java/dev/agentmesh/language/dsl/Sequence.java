package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Steps in order. Each method adds one and gives what it will give. For one thread. */
public class Sequence {
    private static final int WIDTH = 10;

    private final List<Done<?>> steps = new ArrayList<>();

    Sequence() {}

    static List<Step> built(Consumer<Sequence> body) {
        var sequence = new Sequence();
        body.accept(sequence);
        return sequence.built();
    }

    final List<Step> built() {
        return steps.stream().map(Done::toStep).toList();
    }

    private <T> Done<T> add(String id, Verb verb) {
        var step = new Done<T>(id, verb);
        steps.add(step);
        return step;
    }

    /**
     * One task to one agent.
     *
     * @param agent {@code agent}, or {@code agent/skill}
     * @param gives what the agent answers with
     */
    public final <T> Done<T> agent(String id, String agent, Class<T> gives) {
        return add(id, Called.agent(agent));
    }

    /** One task to one agent whose class is at hand: the compiler knows the skill and what it gives. */
    public final <A, O> Done<O> call(String id, AgentType<A> agent, Skill.Plain<A, O> skill) {
        return add(id, Called.agent(agent.skill(skill)));
    }

    public final <A, I, O> Done<O> call(String id, AgentType<A> agent, Skill.Of<A, I, O> skill) {
        return add(id, Called.agent(agent.skill(skill)));
    }

    public final <A, I, J, O> Done<O> call(String id, AgentType<A> agent, Skill.OfTwo<A, I, J, O> skill) {
        return add(id, Called.agent(agent.skill(skill)));
    }

    /** The same, with the whole input, which the compiler compares with what the skill takes. */
    public final <A, I, O> Done<O> call(
            String id, AgentType<A> agent, Skill.Of<A, I, O> skill, Value<? extends I> input) {
        return call(id, agent, skill).input(input);
    }

    public final <A, I, J, O> Done<O> call(
            String id, AgentType<A> agent, Skill.OfTwo<A, I, J, O> skill, Value<? extends I> input) {
        return call(id, agent, skill).input(input);
    }

    /** Any verb that is described by a class of its own: {@link Chat}, {@link Vote}, {@link Human}, {@link Graph} and so on. */
    public final <T> Done<T> step(String id, Described<T> what) {
        return add(id, what.verb());
    }

    /** Steps as one step, for a timeout or an {@code onError} around them. */
    public final <T> Done<T> block(String id, Class<T> gives, Consumer<Sequence> body) {
        return add(id, new Verb.Block(built(body)));
    }

    /** Branches at once. */
    public final <T> Done<T> parallel(String id, Class<T> each, Join join, Late late, Consumer<Branches> body) {
        var branches = new Branches();
        body.accept(branches);
        return add(id, new Verb.Parallel(branches.built(), join, late));
    }

    /** The same steps for each item, ten at once. */
    public final <I, T> Done<T> map(
            String id, Value<List<I>> over, String as, Class<T> each, Join join, BiConsumer<Sequence, Value<I>> body) {
        return map(id, over, as, WIDTH, each, join, body);
    }

    /** The same steps for each item, in a way that is said in full; items may give more items. */
    public final <I, T> Done<T> map(
            String id,
            Value<List<I>> over,
            String as,
            Class<T> each,
            Lanes<I, T> lanes,
            BiConsumer<Sequence, Value<I>> body) {
        var inside = new Sequence();
        body.accept(inside, new Value<>(as));
        return add(
                id,
                new Verb.MapEach(
                        new Expression(over.expression()),
                        as,
                        lanes.width(),
                        lanes.join(),
                        lanes.late(),
                        lanes.grow(),
                        inside.built()));
    }

    /**
     * The same steps for each item.
     *
     * @param as what expressions call the item
     * @param width how many items run at once
     */
    public final <I, T> Done<T> map(
            String id,
            Value<List<I>> over,
            String as,
            int width,
            Class<T> each,
            Join join,
            BiConsumer<Sequence, Value<I>> body) {
        return map(id, over, as, each, Lanes.<I, T>wide(width).join(join), body);
    }

    /** The same steps again, at most {@code max} times. */
    public final <T> Done<T> loop(String id, int max, Class<T> gives, Consumer<Turns> body) {
        var turns = new Turns();
        body.accept(turns);
        return add(id, new Verb.Loop(max, turns.until(), turns.built()));
    }

    /** Steps that run only if the condition holds. */
    public final void when(String id, Condition condition, Consumer<Sequence> then) {
        when(id, condition, then, _ -> {});
    }

    public final void when(String id, Condition condition, Consumer<Sequence> then, Consumer<Sequence> otherwise) {
        List<Verb.Case> cases = new ArrayList<>();
        cases.add(new Verb.Case(Optional.of(condition.toExpression()), built(then)));
        List<Step> rest = built(otherwise);
        if (!rest.isEmpty()) {
            cases.add(new Verb.Case(Optional.empty(), rest));
        }
        add(id, new Verb.Switch(cases));
    }

    /** The first case that holds. */
    public final <T> Done<T> choose(String id, Class<T> gives, Consumer<Cases> body) {
        var cases = new Cases();
        body.accept(cases);
        return add(id, new Verb.Switch(cases.built()));
    }

    /** Names a value, which is the returned one from then on. */
    public final <T> Value<T> set(String id, String name, Value<T> value) {
        set(id, Map.of(name, value));
        return new Value<>("vars." + name);
    }

    /** Names several values, read as {@link #variable} from then on; in the map's order. */
    public final Done<Void> set(String id, Map<String, ? extends Value<?>> values) {
        var templates = new LinkedHashMap<String, Template>();
        values.forEach((name, value) -> templates.put(name, value.template()));
        return add(id, new Verb.SetValues(templates));
    }

    /** A value that an earlier step has named. */
    public static <T> Value<T> variable(String name, Class<T> type) {
        return new Value<>("vars." + name);
    }

    /** A value of the blackboard. */
    public static <T> Value<T> board(String section, String key, Class<T> type) {
        return new Value<>(Cel.key(Cel.key("board", section), key));
    }

    /** Ends the run with a result. */
    public final Done<Void> returns(String id, Value<?> value) {
        return add(id, new Verb.Return(value.template()));
    }

    /** Fails with a code of the author's. */
    public final Done<Void> fails(String id, String code, String message) {
        return fails(id, code, Value.of(message));
    }

    public final Done<Void> fails(String id, String code, Value<String> message) {
        return add(id, new Verb.Fail(code, message.template()));
    }

    /** The steps of a loop, and when it ends. */
    public static final class Turns extends Sequence {
        private Optional<Expression> until = Optional.empty();

        Turns() {}

        /** Asked after each turn. */
        public void until(Condition condition) {
            until = Optional.of(condition.toExpression());
        }

        Optional<Expression> until() {
            return until;
        }
    }

    /** The branches of a parallel, by name. */
    public static final class Branches {
        private final LinkedHashMap<String, List<Step>> branches = new LinkedHashMap<>();

        Branches() {}

        public Branches branch(String name, Consumer<Sequence> steps) {
            branches.put(name, Sequence.built(steps));
            return this;
        }

        LinkedHashMap<String, List<Step>> built() {
            return branches;
        }
    }
}
