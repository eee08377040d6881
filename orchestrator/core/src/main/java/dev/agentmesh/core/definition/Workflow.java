package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A definition.
 *
 * @param about one sentence, may be empty
 * @param title what lists show for a run, rendered from the input
 * @param inputSchema JSON Schema text the input must fit
 * @param output the run's result; without one the result is the last step's output
 * @param timeLimit how long a run may take in all
 * @param steps the root sequence, not empty
 * @param board who may write what on the blackboard of its runs
 */
public record Workflow(
        WorkflowRef ref,
        String about,
        Optional<Template> title,
        Optional<String> inputSchema,
        Optional<Template> output,
        Duration timeLimit,
        List<Step> steps,
        BoardRules board) {
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofHours(24);

    /** One whose agents may all write the blackboard. */
    public Workflow(
            WorkflowRef ref,
            String about,
            Optional<Template> title,
            Optional<String> inputSchema,
            Optional<Template> output,
            Duration timeLimit,
            List<Step> steps) {
        this(ref, about, title, inputSchema, output, timeLimit, steps, BoardRules.OPEN);
    }

    public Workflow {
        steps = List.copyOf(steps);
    }
}
