package dev.agentmesh.core.decider;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.util.Optional;

/** What a run looks like to an expression, for those who look at it from outside: tests, tools. Changes nothing. */
public final class Inspection {
    private Inspection() {}

    /** The names an expression behind the last step would see. The run must have been accepted. */
    public static Names names(RunView view, Outline outline) {
        return new FrameNames(view, outline, StepPath.ROOT, Given.NOTHING);
    }

    /** One execution of a step. */
    public static StepView step(RunView view, Outline outline, StepPath path) {
        return new CellStepView(view, outline, Optional.of(path));
    }
}
