package dev.agentmesh.orchestrator;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.language.schema.InputCheck;
import dev.agentmesh.language.schema.InputMisfit;
import java.util.List;
import java.util.Optional;

/** The workflow language as the orchestrator uses it. */
final class WorkflowLanguage {
    private final WorkflowParser parser = new WorkflowParser();
    private final InputCheck inputs = new InputCheck();

    private WorkflowLanguage() {}

    static Orchestrator.Language standard() {
        WorkflowLanguage language = new WorkflowLanguage();
        return new Orchestrator.Language(language::read, new CelExpressions(), language::problem, language::misfit);
    }

    /** The deployment's name and version win: a file without a version got its own when it was deployed. */
    private Workflow read(String source, String name) {
        return switch (parser.parse(source, name)) {
            case ParsedWorkflow.Valid(Workflow workflow) -> named(workflow, name);
            case ParsedWorkflow.Invalid invalid ->
                throw new IllegalArgumentException(name + " is not a valid definition:\n" + invalid.render());
        };
    }

    private static Workflow named(Workflow workflow, String name) {
        int at = name.lastIndexOf('@');
        WorkflowRef ref = new WorkflowRef(
                name.substring(0, at), name.substring(at + 1), workflow.ref().hash());
        return new Workflow(
                ref,
                workflow.about(),
                workflow.title(),
                workflow.inputSchema(),
                workflow.output(),
                workflow.timeLimit(),
                workflow.steps(),
                workflow.board());
    }

    private Optional<Failure> problem(Workflow workflow, Payload input) {
        if (workflow.inputSchema().isEmpty()) {
            return Optional.empty();
        }
        List<InputMisfit> misfits = inputs.check(workflow.inputSchema().get(), input);
        return misfits.stream()
                .findFirst()
                .map(first -> new Failure(FailureKind.INVALID_INPUT, first.code(), described(misfits, first)));
    }

    private Optional<String> misfit(String schema, Payload values) {
        return inputs.check(schema, values).stream()
                .findFirst()
                .map(misfit -> (misfit.path().isEmpty() ? "the form" : misfit.path()) + " should be "
                        + misfit.expected() + " but is " + misfit.actual());
    }

    private static String described(List<InputMisfit> misfits, InputMisfit first) {
        String more = misfits.size() == 1 ? "" : " (and " + (misfits.size() - 1) + " more)";
        return first.message() + more + "; one that fits: " + first.example();
    }
}
