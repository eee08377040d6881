package dev.agentmesh.console.table;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.eventlog.summary.OpenTask;
import java.sql.SQLException;
import java.util.List;

/**
 * A task that has not ended.
 *
 * @param ordinal of its step
 */
public record TaskRow(String runId, long ordinal, OpenTask task) {
    public static final Table TABLE = new Table(
            "open_tasks",
            List.of("run_id", "path_key"),
            List.of(
                    "path",
                    "ordinal",
                    "agent",
                    "skill",
                    "attempt",
                    "state",
                    "since_at",
                    "until_at",
                    "dead_letter",
                    "failure_kind",
                    "failure_code",
                    "failure_message"));

    public Row row() {
        return Row.of(
                TABLE,
                List.of(runId, PathKey.of(task.path())),
                Cells.column(task.path().text(), Cells.LONG),
                ordinal,
                Cells.column(task.agent(), 300),
                Cells.column(task.skill(), 300),
                task.attempt(),
                task.state().name(),
                Cells.column(task.since()),
                Cells.column(task.until()),
                Cells.column(task.deadLetter(), 300),
                task.lastFailure().map(failure -> failure.kind().name()).orElse(null),
                Cells.column(task.lastFailure().map(Failure::code), 200),
                Cells.column(task.lastFailure().map(Failure::message), 4000));
    }

    public static TaskRow of(Cells row) throws SQLException {
        OpenTask task = new OpenTask(
                row.path("path"),
                row.text("agent"),
                row.text("skill"),
                row.count("attempt"),
                OpenTask.State.valueOf(row.text("state")),
                row.time("since_at"),
                row.maybeTime("until_at"),
                row.maybe("dead_letter"),
                row.failure());
        return new TaskRow(row.text("run_id"), row.number("ordinal"), task);
    }
}
