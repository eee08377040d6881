package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.StepPath;

/** {@code loop}: the same steps again until a condition holds, each turn a lane. */
record LoopPattern(Verb.Loop loop) implements Pattern {
    @Override
    public void begin(Moves moves, StepPath path) {
        Turns.open(moves, path, loop.max());
        moves.begin(Turns.next(moves, path));
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        Turns.ended(moves, frame, end);
        if (end instanceof FrameEnd.Failed(StepPath origin, var failure)) {
            moves.fail(path, origin, failure);
            return;
        }
        boolean last = Turns.begun(moves, path) == loop.max();
        if (loop.until().isEmpty() ? last : moves.test(frame, loop.until().get())) {
            moves.complete(path, new StepOutput.At(frame));
        } else if (last) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4103",
                            "Loop \"" + path + "\" took its " + loop.max() + " turns and \""
                                    + loop.until().orElseThrow().text() + "\" did not become true"));
        } else {
            moves.begin(Turns.next(moves, path));
        }
    }
}
