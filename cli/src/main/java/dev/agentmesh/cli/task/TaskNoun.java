package dev.agentmesh.cli.task;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "task",
        aliases = "tasks",
        description = "Sends single tasks to agents.",
        synopsisSubcommandLabel = "VERB")
public final class TaskNoun {
    private TaskNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new TaskNoun()).addSubcommand(new TaskSend(cli));
    }
}
