package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "approval",
        aliases = "approvals",
        description = "Shows what runs ask people, and answers it.",
        synopsisSubcommandLabel = "VERB")
public final class ApprovalNoun {
    private ApprovalNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new ApprovalNoun())
                .addSubcommand(new ApprovalList(cli))
                .addSubcommand(new ApprovalGet(cli))
                .addSubcommand(new ApprovalChoose(cli))
                .addSubcommand(new ApprovalApprove(cli))
                .addSubcommand(new ApprovalReject(cli))
                .addSubcommand(new ApprovalStats(cli));
    }
}
