package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.util.Optional;

/** How a sequence ended. */
public sealed interface FrameEnd {
    /** @param outputFrom the last step that gave an output */
    record Completed(Optional<StepPath> outputFrom) implements FrameEnd {}

    /** @param origin the step that failed */
    record Failed(StepPath origin, Failure failure) implements FrameEnd {}
}
