package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.ApprovalRow;
import dev.agentmesh.console.table.AttemptRow;
import dev.agentmesh.console.table.PathKey;
import dev.agentmesh.console.table.RunRow;
import dev.agentmesh.console.table.Select;
import dev.agentmesh.console.table.StepRow;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.console.table.TaskRow;
import dev.agentmesh.console.table.WaitRow;
import dev.agentmesh.core.value.StepPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that stand in the tables, read in the transaction that is under way. For one thread. */
final class Stored {
    private @Nullable Connection connection;

    /** What follows is read here; nothing may be read after the end of its transaction. */
    void in(@Nullable Connection now) {
        connection = now;
    }

    private Connection open() {
        Connection now = connection;
        if (now == null) {
            throw new IllegalStateException("Expected a transaction to be under way");
        }
        return now;
    }

    private <R> List<R> list(Table table, String condition, Select.Reading<R> reading, Object... parameters)
            throws SQLException {
        return Select.list(open(), table.select(condition), List.of(parameters), reading);
    }

    private <R> Optional<R> one(Table table, Select.Reading<R> reading, String condition, Object... parameters)
            throws SQLException {
        return list(table, condition, reading, parameters).stream().findFirst();
    }

    Optional<StepRow> step(String runId, StepPath path) throws SQLException {
        return one(StepRow.TABLE, StepRow::of, "WHERE run_id = ? AND path_key = ?", runId, PathKey.of(path));
    }

    List<StepRow> runningLanes(String runId, StepPath step) throws SQLException {
        return list(
                StepRow.TABLE,
                "WHERE run_id = ? AND parent_key = ? AND state = 'RUNNING' AND kind = 'LANE' ORDER BY ordinal",
                StepRow::of,
                runId,
                PathKey.of(step));
    }

    Optional<AttemptRow> attempt(String runId, StepPath path, int attempt) throws SQLException {
        return one(
                AttemptRow.TABLE,
                AttemptRow::of,
                "WHERE run_id = ? AND path_key = ? AND attempt = ?",
                runId,
                PathKey.of(path),
                attempt);
    }

    Optional<ApprovalRow> approval(String runId, StepPath path) throws SQLException {
        return one(ApprovalRow.TABLE, ApprovalRow::of, "WHERE run_id = ? AND path_key = ?", runId, PathKey.of(path));
    }

    boolean hasCommand(int part, long offset, String runId) throws SQLException {
        return one(
                        Table.COMMANDS,
                        row -> row.number("seq"),
                        "WHERE part = ? AND log_offset = ? AND run_id = ?",
                        part,
                        offset,
                        runId)
                .isPresent();
    }

    /** A run with its open tasks and waits as their rows are. */
    record Found(RunRow run, List<TaskRow> tasks, List<WaitRow> waits) {}

    /** Those there are among the runs, by id. */
    Map<String, Found> runs(Collection<String> ids) throws SQLException {
        Map<String, Found> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        var wanted = open().createArrayOf("varchar", ids.toArray());
        List<String> known = list(RunRow.TABLE, "WHERE run_id = ANY(?)", row -> row.text("run_id"), wanted);
        for (String id : known) {
            List<TaskRow> tasks = list(TaskRow.TABLE, "WHERE run_id = ? ORDER BY ordinal", TaskRow::of, id);
            List<WaitRow> waits = list(WaitRow.TABLE, "WHERE run_id = ? ORDER BY ordinal", WaitRow::of, id);
            List<String> children =
                    list(Table.CHILDREN, "WHERE run_id = ? ORDER BY ordinal", row -> row.text("child_id"), id);
            var around = new RunRow.Around(
                    tasks.stream().map(TaskRow::task).toList(),
                    waits.stream().map(WaitRow::open).toList(),
                    children);
            one(RunRow.TABLE, row -> RunRow.of(row, around), "WHERE run_id = ?", id)
                    .ifPresent(run -> found.put(id, new Found(run, tasks, waits)));
        }
        return found;
    }

    /** Takes away all that is told of a run. */
    void remove(String runId) throws SQLException {
        for (Table table : Table.ofRun()) {
            try (PreparedStatement statement =
                    open().prepareStatement("DELETE FROM " + table.name() + " WHERE run_id = ?")) {
                statement.setString(1, runId);
                statement.executeUpdate();
            }
        }
    }
}
