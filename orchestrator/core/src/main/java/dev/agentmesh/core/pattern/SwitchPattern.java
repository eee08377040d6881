package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.StepPath;

/** {@code switch}: the first case whose condition holds. */
record SwitchPattern(Verb.Switch choice) implements Pattern {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        int chosen = chosen(moves, path);
        moves.open(path, new Scope.SwitchScope(chosen));
        if (chosen < 0) {
            moves.complete(path, new StepOutput.None());
        } else {
            moves.begin(path.lane(chosen));
        }
    }

    private int chosen(Moves moves, StepPath path) throws EvaluationFailed {
        for (int i = 0; i < choice.cases().size(); i++) {
            var when = choice.cases().get(i).when();
            if (when.isEmpty() || moves.test(path, when.get())) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
        BlockPattern.endWith(moves, path, end);
    }
}
