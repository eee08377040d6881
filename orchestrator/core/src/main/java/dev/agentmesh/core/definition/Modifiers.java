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
 * @param catches tried in order when the step failed; the first clause whose condition holds runs instead
 * @param undo takes the step back, once it has finished, when something around it fails or is canceled
 */
public record Modifiers(
        Optional<Expression> when,
        Optional<Template> with,
        Optional<Duration> timeout,
        RetryPolicy retry,
        Optional<Template> key,
        List<CatchClause> catches,
        Optional<Undo> undo) {
    public static final Modifiers NONE = new Modifiers(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            RetryPolicy.DEFAULT,
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** Without an undo. */
    public Modifiers(
            Optional<Expression> when,
            Optional<Template> with,
            Optional<Duration> timeout,
            RetryPolicy retry,
            Optional<Template> key,
            List<CatchClause> catches) {
        this(when, with, timeout, retry, key, catches, Optional.empty());
    }

    public Modifiers {
        catches = List.copyOf(catches);
    }

    public Modifiers withCatches(List<CatchClause> clauses) {
        return new Modifiers(when, with, timeout, retry, key, clauses, undo);
    }

    public Modifiers withUndo(Undo other) {
        return new Modifiers(when, with, timeout, retry, key, catches, Optional.of(other));
    }
}
