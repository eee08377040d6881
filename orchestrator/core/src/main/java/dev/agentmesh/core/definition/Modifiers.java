package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What any step may say beside its verb.
 *
 * @param when skips the step when it evaluates to false
 * @param with the input of an agent; without it the agent gets the run's input
 * @param timeout for an agent the time of one attempt, for other steps of the whole step
 * @param key the idempotency key handed to the outside world
 * @param context what comes along with an agent's task
 * @param catches tried in order when the step failed; the first clause whose condition holds runs instead
 * @param undo takes the step back, once it has finished, when something around it fails or is canceled
 * @param fallback agents that are given the task one after the other, each when the one before is out of attempts
 * @param priority from 1 to 9; of tasks that wait for the same agent those with a higher one begin first
 */
public record Modifiers(
        Optional<Expression> when,
        Optional<Template> with,
        Optional<Duration> timeout,
        RetryPolicy retry,
        Optional<Template> key,
        List<CatchClause> catches,
        ContextRule context,
        Optional<Undo> undo,
        List<Verb.AgentCall> fallback,
        Optional<Integer> priority) {
    /** Of what does not say. */
    public static final int USUAL_PRIORITY = 5;

    public static final Modifiers NONE = new Modifiers(
            Optional.empty(), Optional.empty(), Optional.empty(), RetryPolicy.DEFAULT, Optional.empty(), List.of());

    /** With the usual context, without an undo and without a fallback. */
    public Modifiers(
            Optional<Expression> when,
            Optional<Template> with,
            Optional<Duration> timeout,
            RetryPolicy retry,
            Optional<Template> key,
            List<CatchClause> catches) {
        this(
                when,
                with,
                timeout,
                retry,
                key,
                catches,
                ContextRule.LAYERED,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public Modifiers {
        catches = List.copyOf(catches);
        fallback = List.copyOf(fallback);
    }

    public Modifiers withWhen(Expression other) {
        return new Modifiers(Optional.of(other), with, timeout, retry, key, catches, context, undo, fallback, priority);
    }

    public Modifiers withInput(Template other) {
        return new Modifiers(when, Optional.of(other), timeout, retry, key, catches, context, undo, fallback, priority);
    }

    public Modifiers withTimeout(Duration other) {
        return new Modifiers(when, with, Optional.of(other), retry, key, catches, context, undo, fallback, priority);
    }

    public Modifiers withRetry(RetryPolicy other) {
        return new Modifiers(when, with, timeout, other, key, catches, context, undo, fallback, priority);
    }

    public Modifiers withKey(Template other) {
        return new Modifiers(
                when, with, timeout, retry, Optional.of(other), catches, context, undo, fallback, priority);
    }

    public Modifiers withCatches(List<CatchClause> clauses) {
        return new Modifiers(when, with, timeout, retry, key, clauses, context, undo, fallback, priority);
    }

    public Modifiers withContext(ContextRule other) {
        return new Modifiers(when, with, timeout, retry, key, catches, other, undo, fallback, priority);
    }

    public Modifiers withUndo(Undo other) {
        return new Modifiers(when, with, timeout, retry, key, catches, context, Optional.of(other), fallback, priority);
    }

    public Modifiers withFallback(List<Verb.AgentCall> others) {
        return new Modifiers(when, with, timeout, retry, key, catches, context, undo, others, priority);
    }

    public Modifiers withPriority(Optional<Integer> other) {
        return new Modifiers(when, with, timeout, retry, key, catches, context, undo, fallback, other);
    }
}
