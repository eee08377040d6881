package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.pattern.Pattern;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;

/** What takes a failure: a catch, a join that can do without, or undoing. */
final class Handlers {
    private final Draft draft;
    private final Outline outline;
    private final Evaluation evaluation;
    private final Undoing undoing;

    Handlers(Draft draft, Outline outline, Evaluation evaluation, Undoing undoing) {
        this.draft = draft;
        this.outline = outline;
        this.evaluation = evaluation;
        this.undoing = undoing;
    }

    /** Which clause of the step's catch takes the failure. A condition that cannot be evaluated takes nothing. */
    Optional<Integer> clause(StepPath path, Failure failure) {
        List<CatchClause> clauses = outline.step(path).modifiers().catches();
        for (int i = 0; i < clauses.size(); i++) {
            Optional<Expression> when = clauses.get(i).when();
            if (when.isEmpty() || holds(path, when.get(), failure)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean holds(StepPath path, Expression when, Failure failure) {
        try {
            return evaluation.test(path, when, Given.of("error", FrameNames.describe(failure, path)));
        } catch (EvaluationFailed _) {
            return false;
        }
    }

    /** Whether something goes on by itself when the task at {@code path} fails for good. */
    boolean handles(StepPath path, Failure failure) {
        if (outline.isUndo(path.frame())
                || undoing.isAnyArmed()
                || clause(path, failure).isPresent()) {
            return true;
        }
        for (StepPath frame = path.frame(); !frame.isRoot(); frame = frame.frame()) {
            StepPath owner = frame.step();
            if (outline.isCatch(frame)) {
                continue;
            }
            if (frame.equals(path.frame()) && Pattern.of(outline.step(owner)).survives(path)) {
                return true;
            }
            Optional<Cell> scope = draft.get(CellKey.scope(owner));
            boolean kept = scope.isEmpty();
            boolean tolerant = scope.orElse(null) instanceof Cell.LanesCell lanes && lanes.tolerant();
            if (kept || tolerant || clause(owner, failure).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
