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
            switch (step.verb()) {
                case Verb.Block(List<Step> steps) -> collect(steps, found);
                case Verb.Parallel parallel -> parallel.branches().values().forEach(steps -> collect(steps, found));
                case Verb.MapEach map -> collect(map.steps(), found);
                case Verb.Switch(List<Verb.Case> cases) -> cases.forEach(one -> collect(one.steps(), found));
                case Verb.AgentCall _,
                        Verb.SetValues _,
                        Verb.Return _,
                        Verb.Fail _,
                        Verb.Human _,
                        Verb.Wait _,
                        Verb.Publish _,
                        Verb.SubWorkflow _ -> {}
            }
            for (CatchClause clause : step.modifiers().catches()) {
                collect(clause.steps(), found);
            }
        }
    }
}
