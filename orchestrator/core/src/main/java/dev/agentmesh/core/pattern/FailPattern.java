package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;

/** {@code fail}: a failure the definition chose. */
record FailPattern(Verb.Fail fail) implements Pattern.Leaf {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Payload message = moves.render(path, fail.message());
        moves.fail(path, path, Pattern.workflowFailure(fail.code(), JsonText.plain(message)));
    }
}
