package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;

/** Values of a run, as its definition asks for them. What is too large has no value. */
final class Evaluation {
    private final RunView view;
    private final Outline outline;
    private final Expressions expressions;

    Evaluation(RunView view, Outline outline, Expressions expressions) {
        this.view = view;
        this.outline = outline;
        this.expressions = expressions;
    }

    boolean test(StepPath path, Expression condition, Given given) throws EvaluationFailed {
        try {
            return expressions.test(condition, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    Payload value(StepPath path, Expression expression, Given given) throws EvaluationFailed {
        try {
            return expressions.value(expression, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    Payload render(StepPath path, Template template, Given given) throws EvaluationFailed {
        try {
            return expressions.render(template, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    List<Payload> items(StepPath path, Expression list, Given given) throws EvaluationFailed {
        try {
            return expressions.items(list, names(path, given));
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    Optional<Payload> output(Optional<StepPath> step) throws EvaluationFailed {
        try {
            return new CellStepView(view, outline, step).output();
        } catch (ValueTooLarge large) {
            throw tooLarge(large);
        }
    }

    /** The run's result: what the definition says, else what the last step gave. */
    Payload result(Optional<StepPath> outputFrom) throws EvaluationFailed {
        Optional<Template> output = outline.workflow().output();
        Payload result = output.isPresent()
                ? render(StepPath.ROOT, output.get(), Given.NOTHING)
                : output(outputFrom).orElse(Payload.NULL);
        if (result.size() > Decider.MAX_PAYLOAD) {
            throw new EvaluationFailed(
                    "MESH-5003",
                    "The run's result has " + result.size() + " bytes, the limit is " + Decider.MAX_PAYLOAD
                            + "; return a reference to the data instead");
        }
        return result;
    }

    private Names names(StepPath path, Given given) {
        return new FrameNames(view, outline, path, given);
    }

    private static EvaluationFailed tooLarge(ValueTooLarge large) {
        return new EvaluationFailed("MESH-4117", String.valueOf(large.getMessage()));
    }

    /** The last step of a sequence that gave something. */
    Optional<StepPath> lastOutput(StepPath frame, List<Step> sequence) {
        for (Step step : sequence.reversed()) {
            StepPath path = frame.child(step.id());
            boolean gave = view.get(CellKey.ended(path))
                    .map(cell -> !(((EndedCell) cell).output() instanceof StepOutput.None))
                    .orElse(false);
            if (gave) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
