package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.writer.WorkflowWriter;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Prints the text of a deployed workflow.")
final class WorkflowGet implements Callable<Integer> {
    enum Format {
        TABLE,
        JSON,
        YAML
    }

    private final Cli cli;

    @Parameters(paramLabel = "WORKFLOW[@VERSION]", description = "Without a version the newest.")
    private String wanted = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = {
                "table: the text as it was deployed.",
                "yaml: as it is understood, a team as the workflow it becomes.",
                "json: the text, with when and by whom it was deployed."
            })
    private Format format = Format.TABLE;

    WorkflowGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        List<WorkflowDeployment> all;
        try (var mesh = cli.open(connection)) {
            all = mesh.workflows().all();
        }
        WorkflowDeployment found = find(all, wanted);
        switch (format) {
            case TABLE -> cli.screen().text(found.source().stripTrailing());
            case JSON -> {
                ObjectNode document = Json.document();
                document.set("workflow", WorkflowList.json(found).put("source", found.source()));
                cli.screen().document(document);
            }
            case YAML -> {
                var definition = Definition.of(found.key(), found.source(), new WorkflowParser());
                Findings.refuse(cli.screen(), true, List.of(CheckedFile.of(definition)));
                cli.screen()
                        .text(WorkflowWriter.yaml(definition.workflow().orElseThrow())
                                .stripTrailing());
            }
        }
        return ExitCode.OK.number();
    }

    /** The one that is meant; of several versions the last one deployed, which comes last under its name. */
    static WorkflowDeployment find(List<WorkflowDeployment> all, String wanted) {
        return all.stream()
                .filter(each -> each.name().equals(wanted) || each.key().equals(wanted))
                .reduce((_, last) -> last)
                .orElseThrow(() -> notFound(all, wanted));
    }

    private static CliException notFound(List<WorkflowDeployment> all, String wanted) {
        List<String> names =
                all.stream().map(WorkflowDeployment::name).distinct().toList();
        Optional<String> near = Nearest.to(wanted.replaceFirst("@.*", ""), names);
        return CliException.of(
                ExitCode.NOT_FOUND,
                CliErrors.NOT_FOUND,
                "not found: workflow " + Printable.shortened(wanted, 100),
                near.map(name -> "did you mean " + name + "?").orElse("no workflow of that name is deployed here"),
                near.map(name -> "mesh workflow get " + name).orElse("mesh workflow list"));
    }
}
