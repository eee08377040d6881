package dev.agentmesh.core.definition;

import java.util.ArrayList;
import java.util.List;

/** All steps of a definition, those inside others too. */
public final class StepWalk {
    private StepWalk() {}

    /** In the order they are written. */
    public static List<Step> all(Workflow workflow) {
        List<Step> found = new ArrayList<>();
        collect(workflow.steps(), found);
        return found;
    }

    private static void collect(List<Step> sequence, List<Step> found) {
        for (Step step : sequence) {
            found.add(step);
            step.verb().sequences().forEach(steps -> collect(steps, found));
            for (CatchClause clause : step.modifiers().catches()) {
                collect(clause.steps(), found);
            }
        }
    }
}
