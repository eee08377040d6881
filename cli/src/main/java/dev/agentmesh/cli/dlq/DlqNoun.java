package dev.agentmesh.cli.dlq;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(name = "dlq", description = "Shows dead letters and redrives them.", synopsisSubcommandLabel = "VERB")
public final class DlqNoun {
    private DlqNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new DlqNoun())
                .addSubcommand(new DlqList(cli))
                .addSubcommand(new DlqGet(cli))
                .addSubcommand(new DlqRedrive(cli));
    }
}
