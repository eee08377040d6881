package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Whole definitions; the same for the same seed. */
public final class RandomTrees {
    private RandomTrees() {}

    public static Workflow workflow(long seed) {
        var random = new Random(seed);
        return new Workflow(
                new WorkflowRef("random", random.nextBoolean() ? "1" : "2.0", ""),
                random.nextBoolean() ? "" : "What: it # does",
                random.nextBoolean() ? Optional.empty() : Optional.of(new Template("\"no: ${input.a}\"")),
                random.nextBoolean() ? Optional.empty() : Optional.of("{\"type\":\"object\"}"),
                Optional.empty(),
                Duration.ofSeconds(1 + random.nextInt(100_000)),
                new RandomWorkflow(random).sequence(3));
    }
}
