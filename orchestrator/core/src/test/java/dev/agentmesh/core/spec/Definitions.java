package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Looks things up in a definition, by walking all of it. */
public final class Definitions {
    private Definitions() {}

    /** All steps, in the order they are written. */
    public static List<Step> steps(Workflow workflow) {
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

    static Step step(Workflow workflow, String id) {
        return steps(workflow).stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected a step " + id));
    }

    /** How many lanes of the step may run at once. */
    static int width(Step step) {
        return switch (step.verb()) {
            case Verb.Parallel parallel -> parallel.branches().size();
            case Verb.MapEach map -> map.width();
            case Verb.AgentCall _,
                    Verb.Block _,
                    Verb.Switch _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    Verb.Human _,
                    Verb.Wait _,
                    Verb.Publish _,
                    Verb.SubWorkflow _ -> 0;
        };
    }
}
