package dev.agentmesh.cli.agent;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "agent",
        aliases = "agents",
        description = "Shows agents and runs them.",
        synopsisSubcommandLabel = "VERB")
public final class AgentNoun {
    private AgentNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new AgentNoun())
                .addSubcommand(new AgentList(cli))
                .addSubcommand(new AgentGet(cli))
                .addSubcommand(new AgentRun(cli));
    }
}
