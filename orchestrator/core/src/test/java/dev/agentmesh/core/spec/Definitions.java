package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.StepWalk;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import java.util.List;

/** Looks things up in a definition, by walking all of it. */
public final class Definitions {
    private Definitions() {}

    /** All steps, in the order they are written. */
    public static List<Step> steps(Workflow workflow) {
        return StepWalk.all(workflow);
    }

    /** A step, or for the agent that a verb calls itself the step that calls it. */
    static Step step(Workflow workflow, String path) {
        String id = path.split("\\.", 2)[0];
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
            case Verb.Loop _, Verb.Graph _, Verb.Chat _, Verb.Handoff _, Verb.Debate _ -> 1;
            case Verb.Vote vote -> vote.voters().size();
            case CrewVerb.Plan plan -> plan.max() + 1;
            case CrewVerb.Supervisor _ -> 100;
            case Verb.AgentCall _,
                    Verb.Block _,
                    Verb.Switch _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    OutsideVerb.Human _,
                    OutsideVerb.Wait _,
                    OutsideVerb.Publish _,
                    OutsideVerb.SubWorkflow _ -> 0;
        };
    }
}
