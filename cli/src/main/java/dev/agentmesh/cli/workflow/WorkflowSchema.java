package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.language.definition.EditorSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of workflow files, for editors that complete and check while one types.",
            "In a file: # yaml-language-server: $schema=workflow.schema.json"
        })
final class WorkflowSchema implements Callable<Integer> {
    private final Cli cli;

    WorkflowSchema(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        cli.screen().text(EditorSchema.text().stripTrailing());
        return ExitCode.OK.number();
    }
}
