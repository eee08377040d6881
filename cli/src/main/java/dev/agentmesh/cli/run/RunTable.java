package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.RunPhase;
import dev.agentmesh.eventlog.summary.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Runs, one a line. */
final class RunTable {
    private RunTable() {}

    static Table of(List<RunSummary> runs, Instant now) {
        var table = new Table("RUN", "TITLE", "WORKFLOW", "STATUS", "STEP", "FOR", "COST", "WHY");
        runs.forEach(run -> table.row(
                run.runId(),
                dev.agentmesh.cli.output.Printable.shortened(run.title(), 40),
                run.workflowRef(),
                status(run),
                step(run),
                Screen.duration(since(run, now)),
                RunJson.shown(run.usage()).orElse(""),
                run.why()
                        .map(why -> why.text() + (why.code().isEmpty() ? "" : " (" + why.code() + ")"))
                        .orElse("")));
        return table;
    }

    /** Where it is: the task that explains its status, else what it waits for. */
    private static String step(RunSummary run) {
        return run.current()
                .map(task -> task.path().text())
                .or(() -> run.around().first().map(wait -> wait.path().text()))
                .orElse("");
    }

    /** With the attempt that is under way or comes next, or with what is waited for. */
    static String status(RunSummary run) {
        if (run.phase() == RunPhase.WAITING) {
            return "WAITING"
                    + run.around()
                            .first()
                            .map(wait -> " " + wait.kind().name().toLowerCase(Locale.ROOT))
                            .orElse("");
        }
        if (run.phase() != RunPhase.RETRYING) {
            return run.phase().name();
        }
        return "RETRYING"
                + run.current()
                        .map(task ->
                                " " + (task.state() == OpenTask.State.PAUSING ? task.attempt() + 1 : task.attempt()))
                        .orElse("");
    }

    /** How long it took, or has been where it is. */
    private static Duration since(RunSummary run, Instant now) {
        boolean stuck = run.phase() == RunPhase.STALLED || run.phase() == RunPhase.RETRYING;
        return stuck
                ? run.current().map(task -> Duration.between(task.since(), now)).orElseGet(() -> run.duration(now))
                : run.duration(now);
    }
}
