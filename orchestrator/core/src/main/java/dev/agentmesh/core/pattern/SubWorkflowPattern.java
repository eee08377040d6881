package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.ChildRunId;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Optional;

/** {@code workflow}: a run of its own. It ends by itself; its end, or its failure, is the step's. */
public record SubWorkflowPattern(OutsideVerb.SubWorkflow sub, Modifiers modifiers) implements Pattern.Leaf {
    /** How many runs may stand above one. */
    public static final int MAX_DEPTH = 10;

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        int depth = 1
                + moves.view()
                        .get(CellKey.PARENT)
                        .map(cell -> ((Cell.ParentCell) cell).parent().depth())
                        .orElse(0);
        if (depth > MAX_DEPTH) {
            throw new EvaluationFailed(
                    "MESH-4152",
                    "Step \"" + path + "\" would start a run with " + depth + " runs above it, the limit is "
                            + MAX_DEPTH);
        }
        Payload input = modifiers.with().isPresent()
                ? Pattern.bounded(
                        "The input", path, moves.render(path, modifiers.with().get()))
                : ((Cell.InputCell) moves.view().get(CellKey.INPUT).orElseThrow()).input();
        Optional<Instant> due =
                sub.detached() ? Optional.empty() : modifiers.timeout().map(moves.at()::plus);
        Instant deadline = due.filter(own -> own.isBefore(moves.runDeadline())).orElse(moves.runDeadline());
        moves.emit(new OutsideEvent.ChildStarted(
                path,
                ChildRunId.of(moves.view().runId(), path),
                sub.workflow(),
                sub.version(),
                input,
                deadline,
                due,
                depth,
                sub.detached()));
        if (sub.detached()) {
            moves.stepOver(path);
        }
    }
}
