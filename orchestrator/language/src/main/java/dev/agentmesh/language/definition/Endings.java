package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import java.util.List;

/** Whether nothing can come after a step. */
final class Endings {
    private Endings() {}

    static boolean always(Step step) {
        if (step.modifiers().when().isPresent() || !step.modifiers().catches().isEmpty()) {
            return false;
        }
        return switch (step.verb()) {
            case Verb.Return _, Verb.Fail _ -> true;
            case Verb.Block(List<Step> steps) -> always(steps);
            case Verb.Switch(List<Verb.Case> cases) ->
                !cases.isEmpty()
                        && cases.getLast().when().isEmpty()
                        && cases.stream().allMatch(each -> always(each.steps()));
            case Verb.AgentCall _,
                    Verb.Parallel _,
                    Verb.MapEach _,
                    Verb.SetValues _,
                    OutsideVerb.Human _,
                    OutsideVerb.Wait _,
                    OutsideVerb.Publish _,
                    OutsideVerb.SubWorkflow _ -> false;
            case Verb.Graph _, Verb.Chat _, Verb.Handoff _, Verb.Debate _, Verb.Vote _ -> false;
            case CrewVerb.Plan _, CrewVerb.Supervisor _ -> false;
            case Verb.Loop loop -> always(loop.steps());
        };
    }

    private static boolean always(List<Step> steps) {
        return steps.stream().anyMatch(Endings::always);
    }
}
