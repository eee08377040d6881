package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.StepWalk;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.problem.Codes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds workflows that would start each other for ever. A workflow that is not among those given starts nothing. */
public final class CallCycles {
    /** The code of a cycle. */
    public static final String CODE = Codes.CALL_CYCLE;

    private final Map<String, List<String>> calls = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private CallCycles(Collection<Workflow> workflows) {
        for (Workflow workflow : workflows) {
            List<String> called = StepWalk.all(workflow).stream()
                    .map(Step::verb)
                    .filter(OutsideVerb.SubWorkflow.class::isInstance)
                    .map(verb -> ((OutsideVerb.SubWorkflow) verb).workflow())
                    .distinct()
                    .toList();
            calls.put(workflow.ref().name(), called);
        }
    }

    /** Each cycle once, as the names on it from the first that was met; the first stands at its end again. */
    public static List<List<String>> among(Collection<Workflow> workflows) {
        CallCycles search = new CallCycles(workflows);
        search.calls.keySet().forEach(name -> search.visit(name, new ArrayDeque<>()));
        return search.cycles;
    }

    /** Definitions nest a few levels deep, and each name is entered once. */
    private void visit(String name, Deque<String> above) {
        if (above.contains(name)) {
            List<String> cycle = new ArrayList<>(above.reversed());
            cycle = new ArrayList<>(cycle.subList(cycle.indexOf(name), cycle.size()));
            cycle.add(name);
            cycles.add(cycle);
            return;
        }
        if (done.contains(name)) {
            return;
        }
        above.push(name);
        calls.getOrDefault(name, List.of()).forEach(called -> visit(called, above));
        above.pop();
        done.add(name);
    }
}
