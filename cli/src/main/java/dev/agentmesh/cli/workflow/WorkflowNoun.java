package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "workflow",
        aliases = "workflows",
        description = "Checks, tests, draws, deploys and shows workflow definitions.",
        synopsisSubcommandLabel = "VERB")
public final class WorkflowNoun {
    private WorkflowNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new WorkflowNoun())
                .addSubcommand(new WorkflowValidate(cli))
                .addSubcommand(new WorkflowTestRun(cli))
                .addSubcommand(new WorkflowGraph(cli))
                .addSubcommand(new WorkflowFormat(cli))
                .addSubcommand(new WorkflowDiff(cli))
                .addSubcommand(new WorkflowSchema(cli))
                .addSubcommand(new WorkflowDeploy(cli))
                .addSubcommand(new WorkflowList(cli))
                .addSubcommand(new WorkflowGet(cli));
    }
}
