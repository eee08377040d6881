package dev.agentmesh.core.run;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.value.StepPath;
import java.util.List;

/**
 * What comes along with the attempts of a task, as it was resolved when the task was handed out. Each attempt gets it as it stands then.
 *
 * @param named whether the definition names the steps, so that their size is its own choice
 */
public record TaskContext(ContextRule.Strategy strategy, List<StepPath> steps, List<String> sections, boolean named) {
    public TaskContext {
        steps = List.copyOf(steps);
        sections = List.copyOf(sections);
    }
}
