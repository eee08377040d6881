package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Prints the text of a deployed workflow.")
final class WorkflowGet implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "WORKFLOW[@VERSION]", description = "Without a version the newest.")
    private String wanted = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    WorkflowGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        List<WorkflowDeployment> all;
        try (var mesh = cli.open(connection)) {
            all = mesh.workflows().all();
        }
        // The last one deployed comes last under its name.
        WorkflowDeployment found = all.stream()
                .filter(each -> each.name().equals(wanted) || each.key().equals(wanted))
                .reduce((_, last) -> last)
                .orElseThrow(() -> notFound(all));
        if (format == Format.JSON) {
            ObjectNode document = Json.document();
            document.set("workflow", WorkflowList.json(found).put("source", found.source()));
            cli.screen().document(document);
        } else {
            cli.screen().text(found.source().stripTrailing());
        }
        return ExitCode.OK.number();
    }

    private CliException notFound(List<WorkflowDeployment> all) {
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
