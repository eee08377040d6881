package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.RunPhase;
import dev.agentmesh.eventlog.summary.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists runs, the newest first.")
final class RunList implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<RunPhase> phases = List.of();

    @Option(names = "--workflow", paramLabel = "NAME", description = "Only runs of this workflow.")
    private @Nullable String workflow;

    @Option(names = "--stuck", description = "Only runs that wait for a person, or try something again.")
    private boolean stuck;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Only runs for which this holds, over what -o json shows of a run: run.attempts > 3")
    private @Nullable String filter;

    @Option(names = "--since", paramLabel = "DURATION", description = "Only runs that started within this time.")
    private @Nullable Duration since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 0 is all. Default: ${DEFAULT-VALUE}")
    private int limit = 50;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    RunList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Instant now = cli.shell().clock().instant();
        var all = new dev.agentmesh.eventlog.summary.RunList();
        Staffing staffing;
        try (var mesh = cli.open(connection)) {
            mesh.runs().readAll(Span.ALL, all);
            staffing = Staffing.of(mesh, now);
        }
        Optional<RunFilter> rule = Optional.ofNullable(filter).map(RunFilter::new);
        List<RunSummary> chosen = all.newestFirst().stream()
                .map(staffing::seen)
                .filter(run ->
                        isChosen(run, now) && rule.map(r -> r.takes(run, now)).orElse(true))
                .toList();
        List<RunSummary> shown =
                limit == 0 ? chosen : chosen.stream().limit(limit).toList();
        Screen screen = cli.screen();
        List<ObjectNode> items = shown.stream().map(run -> RunJson.of(run, now)).toList();
        screen.list(format, "runs", items, RunTable.of(shown, now));
        if (shown.size() < chosen.size()) {
            screen.note(shown.size() + " of " + chosen.size() + " runs; --limit 0 shows all");
        }
        if (all.unreadableCount() > 0) {
            screen.note(all.unreadableCount() + " records of the log are no events: mesh replay verify --all");
        }
        return ExitCode.OK.number();
    }

    private boolean isChosen(RunSummary run, Instant now) {
        return (phases.isEmpty() || phases.contains(run.phase()))
                && (workflow == null
                        || run.workflow().equals(workflow)
                        || run.workflowRef().equals(workflow))
                && (!stuck || run.phase() == RunPhase.STALLED || run.phase() == RunPhase.RETRYING)
                && (since == null || !run.startedAt().isBefore(now.minus(since)));
    }
}
