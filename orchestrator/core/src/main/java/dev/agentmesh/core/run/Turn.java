package dev.agentmesh.core.run;

import dev.agentmesh.core.value.StepPath;

/** What is to happen next in a run, without anybody having to answer first. */
public sealed interface Turn {
    StepPath path();

    /** The turn of the step at {@code path} has come. */
    record BeginStep(StepPath path) implements Turn {}

    /** The sequence that {@code path} frames has no steps, so it has ended. */
    record EndEmptyFrame(StepPath path) implements Turn {}

    /**
     * While the run was paused the step at {@code path} ended, or another attempt of its task fell due; what follows is still to
     * happen.
     */
    record GoOn(StepPath path) implements Turn {}

    /** What is undone inside {@code path} goes on with the next step. */
    record UndoNext(StepPath path) implements Turn {}
}
