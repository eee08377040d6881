package dev.agentmesh.console.table;

import dev.agentmesh.eventlog.summary.OpenWait;
import java.sql.SQLException;
import java.util.List;

/**
 * Something a run waits for outside.
 *
 * @param ordinal of its step
 */
public record WaitRow(String runId, long ordinal, OpenWait open) {
    public static final Table TABLE = new Table(
            "waits",
            List.of("run_id", "path_key"),
            List.of("path", "ordinal", "kind", "what", "assign", "shown", "since_at", "until_at"));

    public Row row() {
        return Row.of(
                TABLE,
                List.of(runId, PathKey.of(open.path())),
                Cells.column(open.path().text(), Cells.LONG),
                ordinal,
                open.kind().name(),
                Cells.column(open.what(), 2000),
                Cells.column(open.assign(), 2000),
                Cells.column(open.shown(), 100),
                Cells.column(open.since()),
                Cells.column(open.until()));
    }

    public static WaitRow of(Cells row) throws SQLException {
        OpenWait open = new OpenWait(
                row.path("path"),
                OpenWait.Kind.valueOf(row.text("kind")),
                row.text("what"),
                row.text("assign"),
                row.text("shown"),
                row.time("since_at"),
                row.maybeTime("until_at"));
        return new WaitRow(row.text("run_id"), row.number("ordinal"), open);
    }
}
