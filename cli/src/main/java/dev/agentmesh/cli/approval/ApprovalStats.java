package dev.agentmesh.cli.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.HumanShare;
import dev.agentmesh.eventlog.summary.RunList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stats",
        description = {
            "Says for each workflow how many of its runs have asked a person,",
            "and how many of those that completed did so without."
        })
final class ApprovalStats implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    ApprovalStats(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        var runs = new RunList();
        try (var mesh = cli.open(connection)) {
            mesh.runs().readAll(Span.ALL, runs);
        }
        List<HumanShare> shares = HumanShare.of(runs.newestFirst());
        var table = new Table("WORKFLOW", "RUNS", "ASKED", "ESCALATION", "COMPLETED", "AUTONOMOUS", "AUTONOMY");
        shares.forEach(share -> table.row(
                share.workflow(),
                Integer.toString(share.runs()),
                Integer.toString(share.asked()),
                percent(share.escalationRate()),
                Integer.toString(share.completed()),
                Integer.toString(share.autonomous()),
                percent(share.autonomy())));
        cli.screen()
                .list(
                        format,
                        "workflows",
                        shares.stream().map(ApprovalStats::json).toList(),
                        table);
        return ExitCode.OK.number();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static ObjectNode json(HumanShare share) {
        return Json.object()
                .put("workflow", share.workflow())
                .put("runs", share.runs())
                .put("asked", share.asked())
                .put("escalationRate", share.escalationRate())
                .put("completed", share.completed())
                .put("autonomous", share.autonomous())
                .put("autonomy", share.autonomy());
    }
}
