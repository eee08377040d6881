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
 */
public record Modifiers(
        Optional<Expression> when,
        Optional<Template> with,
        Optional<Duration> timeout,
        RetryPolicy retry,
        Optional<Template> key,
        List<CatchClause> catches) {
    public static final Modifiers NONE = new Modifiers(
            Optional.empty(), Optional.empty(), Optional.empty(), RetryPolicy.DEFAULT, Optional.empty(), List.of());

    public Modifiers {
        catches = List.copyOf(catches);
    }
}
