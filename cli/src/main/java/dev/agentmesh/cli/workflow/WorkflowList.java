package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the deployed workflows with all their versions.")
final class WorkflowList implements Callable<Integer> {
    private static final int HASH_SHOWN = 12;

    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    WorkflowList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        List<WorkflowDeployment> all;
        try (var mesh = cli.open(connection)) {
            all = mesh.workflows().all();
        }
        Screen screen = cli.screen();
        var table = new Table("WORKFLOW", "VERSION", "HASH", "DEPLOYED", "BY");
        all.forEach(found -> table.row(
                found.name(),
                found.version(),
                found.hash().substring(0, HASH_SHOWN),
                screen.time(found.header().at()),
                found.by()));
        screen.list(format, "workflows", all.stream().map(WorkflowList::json).toList(), table);
        return ExitCode.OK.number();
    }

    static ObjectNode json(WorkflowDeployment found) {
        return Json.object()
                .put("name", found.name())
                .put("version", found.version())
                .put("hash", found.hash())
                .put("deployedAt", found.header().at().toString())
                .put("by", found.by());
    }
}
