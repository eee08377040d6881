package dev.agentmesh.cli.replay;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "replay",
        description = "Reads logs again: to look, to prove, to keep. Never calls an agent.",
        synopsisSubcommandLabel = "VERB")
public final class ReplayNoun {
    private ReplayNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new ReplayNoun())
                .addSubcommand(new ReplayRun(cli))
                .addSubcommand(new ReplayVerify(cli))
                .addSubcommand(new ReplayTopic(cli));
    }
}
