package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        return with(FieldNames.of(field), value);
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

    /** Attempts in all, with pauses that double from {@code first} to {@code most}. */
    public Done<T> retry(int attempts, Duration first, Duration most) {
        retry = new RetryPolicy(attempts, first, most);
        return this;
    }

    /** Agents, as {@code NAME} or {@code NAME/SKILL}, that are given the task one after the other, each when the one before is out of attempts. */
    public Done<T> fallback(String... agents) {
        fallback = Arrays.stream(agents).map(Calls::of).toList();
        return this;
    }

    /** From 1 to 9, 5 unless said: of tasks that wait for the same agent those with a higher one begin first. */
    public Done<T> priority(int urgency) {
        priority = Optional.of(urgency);
        return this;
    }

    /** The idempotency key that the agent hands to the outside world. */
    public Done<T> key(Value<String> value) {
        key = Optional.of(Cel.template(value));
        return this;
    }

    /** What runs instead when the step fails with {@code code}; {@code error.code} and the like can be read there. */
    public Done<T> onError(String code, Consumer<Sequence> steps) {
        catches.add(new CatchClause(
                Optional.of(new Expression("error.code == " + Cel.literal(code))), Sequence.built(steps)));
        return this;
    }

    /** What runs instead when the step fails in any other way; the last that is said. */
    public Done<T> onError(Consumer<Sequence> steps) {
        catches.add(new CatchClause(Optional.empty(), Sequence.built(steps)));
        return this;
    }

    /** The outputs of the lanes or items that completed. */
    public Value<List<T>> outputs() {
        return new Value<>(Cel.step(id) + ".outputs");
    }

    Step toStep() {
        Optional<Template> template = input.<Template>map(Cel::template)
                .or(() -> with.isEmpty() ? Optional.empty() : Optional.of(Cel.template(with)));
        return new Step(id, verb, new Modifiers(when, template, timeout, retry, key, catches).withFallback(fallback).withPriority(priority));
    }
}
