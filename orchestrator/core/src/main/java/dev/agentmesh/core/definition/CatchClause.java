package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;
import java.util.List;
import java.util.Optional;

/** What runs when a step failed; without a condition it takes every failure. */
public record CatchClause(Optional<Expression> when, List<Step> steps) {
    public CatchClause {
        steps = List.copyOf(steps);
    }
}
