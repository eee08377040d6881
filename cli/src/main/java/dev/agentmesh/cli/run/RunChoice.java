package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.RunSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs that a command is about: those that are named, or all that go on and for which an expression holds. */
public final class RunChoice {
    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Ids, or enough of their beginnings.")
    private List<String> given = List.of();

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = {
                "All runs that go on and for which this holds, over what \"run list -o json\" shows of a run:",
                "run.workflow == \"refund\" && run.status == \"STALLED\""
            })
    private @Nullable String filter;

    /** Whether several are meant without each being named: what changes them asks first. */
    boolean isByRule() {
        return filter != null;
    }

    /**
     * Their ids in full, the newest first where a rule says which.
     *
     * @throws CliException when neither or both are said, a run is not found, or the expression is none
     */
    List<String> ids(RunGateway runs, Instant now) {
        if (given.isEmpty() == (filter == null)) {
            throw CliException.usage("name runs, or say which with --filter", "mesh run list --filter EXPR");
        }
        if (filter == null) {
            RunFinder finder = new RunFinder(runs);
            return given.stream().map(run -> finder.find(run).id()).distinct().toList();
        }
        RunFilter rule = new RunFilter(filter);
        var all = new dev.agentmesh.eventlog.summary.RunList();
        runs.readAll(Span.ALL, all);
        return all.newestFirst().stream()
                .filter(run -> !run.phase().isOver() && rule.takes(run, now))
                .map(RunSummary::runId)
                .toList();
    }
}
