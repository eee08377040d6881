package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.VirtualMesh;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.language.testfile.Expected;
import dev.agentmesh.language.testfile.TestCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays cases: a mesh of its own for each, agents by script, time that takes none. Safe for use by several threads. */
public final class CasePlayer {
    private static final String RUN = "test";
    private static final Set<String> AT_REST = Set.of("held", "waiting");

    private final Workflow workflow;
    private final List<Workflow> others;
    private final Expressions expressions = new CelExpressions();

    /** @param others the sub-workflows it starts */
    public CasePlayer(Workflow workflow, List<Workflow> others) {
        this.workflow = workflow;
        this.others = List.copyOf(others);
    }

    public CaseResult play(TestCase testCase) {
        List<String> complaints = new ArrayList<>();
        var mesh = new VirtualMesh();
        others.forEach(mesh::deploy);
        mesh.deploy(workflow);
        testCase.agents()
                .forEach((agent, script) -> mesh.agent(agent, new ScriptedAgent(script, expressions, complaints::add)));
        mesh.otherwise(call -> {
            complaints.add(call.name() + " was asked for \"" + call.path() + "\" and the case does not script it");
            return Answer.poison("NOT_SCRIPTED", "the case does not script agent " + call.name());
        });
        LocalRun run = mesh.start(workflow.ref().name(), RUN, testCase.input());
        var meanwhile = new Meanwhile(mesh, run, testCase.during());
        Instant ended = toRest(mesh, run, meanwhile, testCase.expected());
        Duration took = Duration.between(VirtualMesh.START, ended);
        List<Mismatch> mismatches = new ArrayList<>();
        complaints.stream()
                .distinct()
                .map(complaint -> new Mismatch("agents", "an answer", complaint))
                .forEach(mismatches::add);
        mismatches.addAll(meanwhile.mismatches());
        mismatches.addAll(new Verdicts(run, expressions).compare(testCase.expected(), took));
        return new CaseResult(testCase.name(), testCase.line(), mismatches, took, run);
    }

    /**
     * Lets everything happen, until the run has ended. A case that expects the run to wait for somebody is looked at when nothing
     * but the run's own deadline is left to happen.
     */
    private static Instant toRest(VirtualMesh mesh, LocalRun run, Meanwhile meanwhile, Expected expected) {
        boolean waits = expected.status().filter(AT_REST::contains).isPresent();
        Instant deadline = run.deadline();
        mesh.until(() -> {
            meanwhile.catchUp();
            return run.status().isTerminal()
                    || waits
                            && mesh.next()
                                    .filter(next -> next.isBefore(deadline))
                                    .isEmpty();
        });
        return mesh.now();
    }
}
