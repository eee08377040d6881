package dev.agentmesh.cli.event;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "event",
        aliases = "events",
        description = "Tells runs what has happened outside.",
        synopsisSubcommandLabel = "VERB")
public final class EventNoun {
    private EventNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new EventNoun()).addSubcommand(new EventPublish(cli));
    }
}
