package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;

/** Why finished steps are undone, and so what happens once they are. */
public sealed interface UndoCause {
    /** What they stand in failed; its {@code catch}, or the failure's way out, comes afterwards. */
    record Failed(StepPath origin, Failure failure) implements UndoCause {}

    /** The run was canceled. */
    record Canceled(String reason, String by) implements UndoCause {}

    /** The join is met without the lanes they stand in; {@code output} is what the step completes with. */
    record Joined(StepOutput output) implements UndoCause {}

    /** The run has its result, while something inside it is still being undone. */
    record Finished(Payload result) implements UndoCause {}
}
