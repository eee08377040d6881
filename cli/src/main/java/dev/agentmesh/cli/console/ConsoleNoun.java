package dev.agentmesh.cli.console;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "console",
        description = "Runs the read side: runs, agents and questions as tables, and over HTTP.",
        synopsisSubcommandLabel = "VERB")
public final class ConsoleNoun {
    private ConsoleNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new ConsoleNoun())
                .addSubcommand(new ConsoleRun(cli))
                .addSubcommand(new ConsoleRebuild(cli))
                .addSubcommand(new ConsoleStatus(cli));
    }
}
