package dev.agentmesh.cli.artifact;

import dev.agentmesh.cli.shell.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "artifact",
        aliases = "artifacts",
        description = "Values too large for a record, kept by their hash.",
        synopsisSubcommandLabel = "VERB")
public final class ArtifactNoun {
    private ArtifactNoun() {}

    public static CommandLine of(Shell shell) {
        return new CommandLine(new ArtifactNoun())
                .addSubcommand(new ArtifactGet(shell))
                .addSubcommand(new ArtifactPut(shell));
    }
}
