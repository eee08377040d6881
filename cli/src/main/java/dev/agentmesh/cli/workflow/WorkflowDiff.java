package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.writer.LineDifference;
import dev.agentmesh.language.writer.WorkflowWriter;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Shows what differs between two versions of a workflow.",
            "What is compared is what they mean: layout, comments and left-out defaults make no difference."
        })
final class WorkflowDiff implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "A", description = "A file, or WORKFLOW[@VERSION] of what is deployed.")
    private String left = "";

    @Parameters(index = "1", paramLabel = "B", description = "The same.")
    private String right = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    WorkflowDiff(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        LineDifference difference = LineDifference.of(text(left), text(right));
        if (format == Format.JSON) {
            ObjectNode document = Json.document()
                    .put("from", left)
                    .put("to", right)
                    .put("same", difference.isEmpty())
                    .put("added", difference.added())
                    .put("removed", difference.removed())
                    .put("text", difference.text(left, right));
            cli.screen().document(document);
        } else if (difference.isEmpty()) {
            cli.screen().note(left + " and " + right + " mean the same");
        } else {
            cli.screen().text(difference.text(left, right).stripTrailing());
        }
        return ExitCode.OK.number();
    }

    private String text(String name) {
        boolean file = name.equals("-") || Files.exists(Sources.path(cli.shell(), name));
        Definition definition = file ? Definition.read(cli.shell(), name, new WorkflowParser()) : deployed(name);
        Findings.refuse(cli.screen(), true, List.of(CheckedFile.of(definition)));
        Workflow workflow = definition.workflow().orElseThrow();
        return WorkflowWriter.yaml(workflow);
    }

    private Definition deployed(String name) {
        List<WorkflowDeployment> all;
        try (var mesh = cli.open(connection)) {
            all = mesh.workflows().all();
        }
        return Definition.of(name, WorkflowGet.find(all, name).source(), new WorkflowParser());
    }
}
