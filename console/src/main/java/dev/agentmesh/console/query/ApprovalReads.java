package dev.agentmesh.console.query;

import dev.agentmesh.console.table.ApprovalRow;
import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Select;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Questions to people, from their table. */
final class ApprovalReads {
    private ApprovalReads() {}

    /** Those that wait longest first, at most so many, behind where the page before ended. */
    static List<ApprovalSummary> page(
            Connection connection, List<ApprovalSummary.State> states, Optional<Cursor> after, int limit)
            throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String where = "WHERE state IN (" + states.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
        states.forEach(state -> parameters.add(state.name()));
        if (after.isPresent()) {
            Instant since = RunReads.momentOf(after.get());
            where += " AND (since_at > ? OR since_at = ? AND (run_id > ? OR run_id = ? AND path > ?))";
            String run = after.get().parts().get(1);
            parameters.addAll(List.of(
                    Cells.column(since),
                    Cells.column(since),
                    run,
                    run,
                    after.get().parts().getLast()));
        }
        return Select.list(
                connection,
                ApprovalRow.TABLE.select(where + " ORDER BY since_at, run_id, path LIMIT " + limit),
                parameters,
                row -> ApprovalRow.of(row).approval());
    }
}
