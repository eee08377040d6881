package dev.agentmesh.cli.approval;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.run.RunFinder;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.summary.Approvals;
import java.util.List;

/** Finds the question a user means: {@code RUN/STEP}, or the run alone while it asks only one. */
final class ApprovalFinder {
    private final RunGateway runs;

    ApprovalFinder(RunGateway runs) {
        this.runs = runs;
    }

    /** @throws CliException MESH-7001 when there is none, or more than one is meant */
    ApprovalSummary find(String given) {
        int slash = given.indexOf('/');
        RunFinder.Found run = new RunFinder(runs).find(slash < 0 ? given : given.substring(0, slash));
        var approvals = new Approvals();
        run.log().forEach(approvals::accept);
        List<ApprovalSummary> all = approvals.all();
        if (slash >= 0) {
            String path = given.substring(slash + 1);
            return all.stream()
                    .filter(approval -> approval.path().text().equals(path))
                    .findFirst()
                    .orElseThrow(() ->
                            notFound("run " + run.id() + " asks nobody at \"" + Printable.shortened(path, 80) + "\""));
        }
        List<ApprovalSummary> open = all.stream()
                .filter(approval -> approval.state() == ApprovalSummary.State.OPEN)
                .toList();
        List<ApprovalSummary> meant = open.isEmpty() ? all : open;
        if (meant.size() != 1) {
            throw notFound(
                    meant.isEmpty()
                            ? "run " + run.id() + " has asked nobody"
                            : "run " + run.id() + " asks " + meant.size() + " questions: "
                                    + String.join(
                                            ", ",
                                            meant.stream()
                                                    .map(ApprovalSummary::id)
                                                    .limit(5)
                                                    .toList()));
        }
        return meant.getFirst();
    }

    private static CliException notFound(String what) {
        return CliException.of(
                ExitCode.NOT_FOUND,
                CliErrors.NOT_FOUND,
                "not found: " + what,
                "a question is named RUN/STEP",
                "mesh approval list");
    }
}
