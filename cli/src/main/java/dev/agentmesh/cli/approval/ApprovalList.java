package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.summary.Approvals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists open questions, those that wait longest first.")
final class ApprovalList implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--mine", description = "Only what this user, or a --role, may answer.")
    private boolean mine;

    @Option(names = "--role", paramLabel = "NAME", description = "A role this user has; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(names = "--overdue", description = "Only those whose time is over.")
    private boolean overdue;

    @Option(names = "--all", description = "Answered ones too.")
    private boolean all;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    ApprovalList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        var approvals = new Approvals();
        try (var mesh = cli.open(connection)) {
            mesh.runs().readAll(Span.ALL, approvals);
        }
        Instant now = cli.shell().clock().instant();
        List<ApprovalSummary> shown = approvals.all().stream()
                .filter(approval -> all || approval.state() == ApprovalSummary.State.OPEN)
                .filter(approval -> !overdue || approval.isOverdue(now))
                .filter(approval -> !mine || isMine(approval))
                .toList();
        var table = new Table("ID", "QUESTION", "CHOICES", "FOR", "SINCE", "DUE", "STATUS", "RUN");
        shown.forEach(approval -> table.row(
                approval.id(),
                Printable.shortened(approval.question().title(), 50),
                String.join("|", approval.question().choices()),
                approval.assign().isEmpty() ? "anybody" : String.join(" ", approval.assign()),
                Screen.duration(Duration.between(approval.since(), now)),
                due(approval, now),
                approval.decision().orElse(approval.state().name()),
                Printable.shortened(approval.runTitle(), 40)));
        cli.screen()
                .list(format, "approvals", shown.stream().map(ApprovalJson::of).toList(), table);
        return ExitCode.OK.number();
    }

    private boolean isMine(ApprovalSummary approval) {
        return approval.assign().isEmpty()
                || approval.assign().contains("user:" + cli.user())
                || roles.stream().anyMatch(role -> approval.assign().contains("role:" + role));
    }

    private static String due(ApprovalSummary approval, Instant now) {
        return approval.due()
                .map(due -> due.isAfter(now)
                        ? "in " + Screen.duration(Duration.between(now, due))
                        : Screen.duration(Duration.between(due, now)) + " ago")
                .orElse("");
    }
}
