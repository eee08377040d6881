package dev.agentmesh.core.pattern;

import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.StepPath;

/** {@code do}: its steps in order. */
record BlockPattern() implements Pattern {
    @Override
    public void begin(Moves moves, StepPath path) {
        moves.open(path, new Scope.BlockScope());
        moves.begin(path);
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) {
        endWith(moves, path, end);
    }

    /** The step ends as the one sequence inside it ended. */
    static void endWith(Moves moves, StepPath path, FrameEnd end) {
        switch (end) {
            case FrameEnd.Completed(var outputFrom) ->
                moves.complete(
                        path, outputFrom.<StepOutput>map(StepOutput.At::new).orElseGet(StepOutput.None::new));
            case FrameEnd.Failed(var origin, var failure) -> moves.fail(path, origin, failure);
        }
    }
}
