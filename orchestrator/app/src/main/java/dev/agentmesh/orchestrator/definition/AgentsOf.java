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
            if (step.verb() instanceof Verb.AgentCall call) {
                agents.add(call.agent());
            }
            step.modifiers().fallback().forEach(other -> agents.add(other.agent()));
            step.modifiers().undo().ifPresent(undo -> agents.add(undo.call().agent()));
            step.verb().members().forEach(member -> agents.add(member.call().agent()));
            step.verb().sequences().forEach(inside -> collect(inside, agents));
            for (CatchClause clause : step.modifiers().catches()) {
                collect(clause.steps(), agents);
            }
        }
    }
}
