package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A file that has been read.
 *
 * @param file as the user named it
 */
record Definition(String file, String source, ParsedWorkflow parsed) {
    static Definition read(Shell shell, String file, WorkflowParser parser) {
        byte[] bytes = file.equals("-") ? Sources.read(shell, file) : Sources.file(shell, file);
        String source = new String(bytes, StandardCharsets.UTF_8);
        return of(file, source, parser);
    }

    static Definition of(String file, String source, WorkflowParser parser) {
        return new Definition(file, source, parser.parse(source, file));
    }

    Optional<Workflow> workflow() {
        return switch (parsed) {
            case ParsedWorkflow.Valid(Workflow workflow) -> Optional.of(workflow);
            case ParsedWorkflow.Invalid _ -> Optional.empty();
        };
    }

    List<Problem> problems() {
        return switch (parsed) {
            case ParsedWorkflow.Valid _ -> List.of();
            case ParsedWorkflow.Invalid(List<Problem> problems) -> problems;
        };
    }
}
