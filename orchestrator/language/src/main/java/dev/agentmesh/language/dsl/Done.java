package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A step, and what it gives: its output as a value for the steps behind it. */
public final class Done<T> extends Value<T> {
    private final String id;
    private final Verb verb;
    private final Map<String, Value<?>> with = new LinkedHashMap<>();
    private final List<CatchClause> catches = new ArrayList<>();
    private Optional<Value<?>> input = Optional.empty();
    private Optional<Expression> when = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Template> key = Optional.empty();
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private ContextRule context = ContextRule.LAYERED;
    private Optional<Undo> undo = Optional.empty();
    private List<Verb.AgentCall> fallback = List.of();
    private Optional<Integer> priority = Optional.empty();

    Done(String id, Verb verb) {
        super(Cel.step(id) + ".output");
        this.id = id;
        this.verb = verb;
    }

    /** A field of the agent's input. */
    public Done<T> with(String name, Value<?> value) {
        with.put(name, value);
        return this;
    }

    /** A field of the agent's input, by the record that the agent takes. */
    public <I, F> Done<T> with(Field<I, F> field, Value<F> value) {
        return with(MethodNames.of(field), value);
    }

    /** The agent's whole input. */
    public Done<T> input(Value<?> value) {
        input = Optional.of(value);
        return this;
    }

    /** Skips the step unless the condition holds. */
    public Done<T> onlyIf(Condition condition) {
        when = Optional.of(condition.toExpression());
        return this;
    }

    /** Of one attempt for an agent, of the whole step otherwise. */
    public Done<T> timeout(Duration time) {
        timeout = Optional.of(time);
        return this;
    }

    /** Attempts in all; 1 for none after the first. */
    public Done<T> retry(int attempts) {
        return retry(attempts, RetryPolicy.DEFAULT.first(), RetryPolicy.DEFAULT.most());
    }

    /** Attempts in all, with pauses that double from {@code first} to {@code most}. */
    public Done<T> retry(int attempts, Duration first, Duration most) {
        retry = new RetryPolicy(attempts, first, most);
        return this;
    }

    /** Agents, as {@code NAME} or {@code NAME/SKILL}, that are given the task one after the other, each when the one before is out of attempts. */
    public Done<T> fallback(String... agents) {
        fallback = Called.agents(agents);
        return this;
    }

    /** From 1 to 9, 5 unless said: of tasks that wait for the same agent those with a higher one begin first. */
    public Done<T> priority(int urgency) {
        priority = Optional.of(urgency);
        return this;
    }

    /** The idempotency key that the agent hands to the outside world. */
    public Done<T> key(Value<String> value) {
        key = Optional.of(value.template());
        return this;
    }

    /** What runs instead when the step fails with {@code code}; {@code error.code} and the like can be read there. */
    public Done<T> onError(String code, Consumer<Sequence> steps) {
        return onError(Condition.expression("error.code == " + Cel.literal(code)), steps);
    }

    /** What runs instead when the step fails and this holds, over {@code error.kind}, {@code code}, {@code message} and {@code step}. */
    public Done<T> onError(Condition holds, Consumer<Sequence> steps) {
        catches.add(new CatchClause(Optional.of(holds.toExpression()), Sequence.built(steps)));
        return this;
    }

    /** What runs instead when the step fails in any other way; the last that is said. */
    public Done<T> onError(Consumer<Sequence> steps) {
        catches.add(new CatchClause(Optional.empty(), Sequence.built(steps)));
        return this;
    }

    /** What comes along with the task beside its input. */
    public Done<T> context(ContextRule rule) {
        context = rule;
        return this;
    }

    /** The agent that takes the finished step back when something around it fails; it is given what the step gave. */
    public Done<T> undo(String agent) {
        undo = Optional.of(new Undo(Called.agent(agent), Optional.empty()));
        return this;
    }

    /** The same, with an input made of what the step gave. */
    public Done<T> undo(String agent, Function<Value<T>, Value<?>> with) {
        undo = Optional.of(new Undo(
                Called.agent(agent),
                Optional.of(with.apply(new Value<>("output")).template())));
        return this;
    }

    /** The outputs of the lanes or items that completed. */
    public Value<List<T>> outputs() {
        return new Value<>(Cel.step(id) + ".outputs");
    }

    Step toStep() {
        Optional<Template> template = input.<Template>map(Value::template)
                .or(() -> with.isEmpty() ? Optional.empty() : Optional.of(Cel.template(with)));
        var modifiers = new Modifiers(when, template, timeout, retry, key, catches)
                .withContext(context)
                .withFallback(fallback)
                .withPriority(priority);
        return new Step(id, verb, undo.map(modifiers::withUndo).orElse(modifiers));
    }
}
