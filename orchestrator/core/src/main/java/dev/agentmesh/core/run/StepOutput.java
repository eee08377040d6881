package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;

/** Where a step's output is. Each value is stored once; the others point at it. */
public sealed interface StepOutput {
    record None() implements StepOutput {}

    record Inline(Payload payload) implements StepOutput {}

    /** The output of another step, or of a lane. */
    record At(StepPath path) implements StepOutput {}

    /** Put together from the step's lanes when somebody asks; {@code lanes} is how many there are. */
    record Collected(int lanes) implements StepOutput {}
}
