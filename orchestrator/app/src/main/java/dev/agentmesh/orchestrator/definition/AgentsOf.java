package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which agents a definition can send tasks to. */
final class AgentsOf {
    private AgentsOf() {}

    static SortedSet<String> workflow(Workflow workflow) {
        SortedSet<String> agents = new TreeSet<>();
        collect(workflow.steps(), agents);
        return agents;
    }

    private static void collect(List<Step> steps, SortedSet<String> agents) {
        for (Step step : steps) {
            switch (step.verb()) {
                case Verb.AgentCall call -> agents.add(call.agent());
                case Verb.Block(List<Step> inside) -> collect(inside, agents);
                case Verb.Parallel parallel -> parallel.branches().values().forEach(branch -> collect(branch, agents));
                case Verb.MapEach map -> collect(map.steps(), agents);
                case Verb.Switch(List<Verb.Case> cases) -> cases.forEach(choice -> collect(choice.steps(), agents));
                case Verb.SetValues _,
                        Verb.Return _,
                        Verb.Fail _,
                        Verb.Human _,
                        Verb.Wait _,
                        Verb.Publish _,
                        Verb.SubWorkflow _ -> {}
            }
            for (CatchClause clause : step.modifiers().catches()) {
                collect(clause.steps(), agents);
            }
        }
    }
}
