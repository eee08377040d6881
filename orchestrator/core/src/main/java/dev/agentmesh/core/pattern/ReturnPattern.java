package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.value.StepPath;

/** {@code return}: ends the run with a result. */
record ReturnPattern(Verb.Return end) implements Pattern.Leaf {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        moves.finish(Pattern.bounded("The result", path, moves.render(path, end.value())));
    }
}
