package dev.agentmesh.cli.run;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "run",
        aliases = "runs",
        description = "Starts, shows, steers and ends runs of workflows.",
        synopsisSubcommandLabel = "VERB")
public final class RunNoun {
    private RunNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new RunNoun())
                .addSubcommand(new RunStart(cli))
                .addSubcommand(new RunList(cli))
                .addSubcommand(new RunGet(cli))
                .addSubcommand(new RunEvents(cli))
                .addSubcommand(new RunResult(cli))
                .addSubcommand(new RunSignal(cli))
                .addSubcommand(new RunPause(cli))
                .addSubcommand(new RunResume(cli))
                .addSubcommand(new RunRedirect(cli))
                .addSubcommand(new RunCancel(cli));
    }
}
