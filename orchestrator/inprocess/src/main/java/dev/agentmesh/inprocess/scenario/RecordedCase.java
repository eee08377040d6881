package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.language.testfile.TestCase;
import java.time.Duration;
import java.util.List;

/** Compares a run that a real mesh carried out with what a case expects of it. */
public final class RecordedCase {
    private final Outline outline;
    private final Expressions expressions = new CelExpressions();

    public RecordedCase(Workflow workflow) {
        this.outline = new Outline(workflow);
    }

    /** The run as its log tells it. */
    public LocalRun run(String id, List<LoggedFact> log) {
        return LocalRun.recorded(id, outline, log);
    }

    /** Where the run is not as expected; how long it took is a matter of the machine and not looked at. */
    public List<Mismatch> mismatches(TestCase testCase, LocalRun run) {
        return new Verdicts(run, expressions).compare(testCase.expected(), Duration.ZERO);
    }
}
