package dev.agentmesh.cli.message;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "message",
        aliases = "messages",
        description = "Shows what agents, orchestrator and people said to each other.",
        synopsisSubcommandLabel = "VERB")
public final class MessageNoun {
    private MessageNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new MessageNoun()).addSubcommand(new MessageList(cli));
    }
}
