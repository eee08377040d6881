package dev.agentmesh.console.query;

import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.RunRow;
import dev.agentmesh.console.table.Select;
import dev.agentmesh.console.table.StepRow;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.console.table.TaskRow;
import dev.agentmesh.console.table.WaitRow;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.OpenWait;
import dev.agentmesh.eventlog.summary.RunPhase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs and their steps from their tables. */
final class RunReads {
    /** Runs that need somebody to look at them. */
    private static final List<RunPhase> STUCK = List.of(RunPhase.STALLED, RunPhase.RETRYING);

    private RunReads() {}

    /** Which runs are meant; what is empty means all. */
    record Filter(List<RunPhase> phases, Optional<String> workflow, Optional<Instant> since, Optional<String> agent) {
        static Filter of(Question question, Instant now) {
            List<RunPhase> phases = new ArrayList<>(question.oneOf("status", RunPhase.class));
            String stuck = question.text("stuck").orElse("false");
            if (!stuck.equals("true") && !stuck.equals("false")) {
                throw Question.wrong("stuck is \"" + stuck + "\"; expected true or false");
            }
            if (stuck.equals("true")) {
                phases.addAll(STUCK);
            }
            return new Filter(phases, question.text("workflow"), question.moment("since", now), question.text("agent"));
        }
    }

    /** The newest first, at most so many, behind where the page before ended. */
    static List<RunRow> page(Connection connection, Filter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (!filter.phases().isEmpty()) {
            conditions.add(
                    "status IN (" + filter.phases().stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")");
            filter.phases().forEach(phase -> parameters.add(phase.name()));
        }
        filter.workflow().ifPresent(workflow -> {
            int at = workflow.indexOf('@');
            conditions.add(at < 0 ? "workflow = ?" : "workflow = ? AND version = ?");
            parameters.add(at < 0 ? workflow : workflow.substring(0, at));
            if (at >= 0) {
                parameters.add(workflow.substring(at + 1));
            }
        });
        filter.since().ifPresent(since -> {
            conditions.add("started_at >= ?");
            parameters.add(Cells.column(since));
        });
        filter.agent().ifPresent(agent -> {
            conditions.add("EXISTS (SELECT 1 FROM attempts a WHERE a.run_id = runs.run_id AND a.agent = ?)");
            parameters.add(agent);
        });
        if (after.isPresent()) {
            Instant started = momentOf(after.get());
            conditions.add("(started_at < ? OR started_at = ? AND run_id > ?)");
            parameters.add(Cells.column(started));
            parameters.add(Cells.column(started));
            parameters.add(after.get().parts().getLast());
        }
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
        String sql = RunRow.TABLE.select(where + "ORDER BY started_at DESC, run_id LIMIT " + limit);
        List<RunRow> bare = Select.list(connection, sql, parameters, row -> RunRow.of(row, RunRow.Around.NOTHING));
        return whole(connection, bare.stream().map(row -> row.summary().runId()).toList());
    }

    static Instant momentOf(Cursor cursor) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(cursor.parts().getFirst()));
        } catch (NumberFormatException forged) {
            throw Question.wrong("cursor is none that an answer gave");
        }
    }

    static Optional<RunRow> find(Connection connection, String runId) throws SQLException {
        return whole(connection, List.of(runId)).stream().findFirst();
    }

    /** With their tasks, waits and children, in the order of the ids. */
    private static List<RunRow> whole(Connection connection, List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> wanted = List.of(connection.createArrayOf("varchar", ids.toArray()));
        String those = "WHERE run_id = ANY(?) ORDER BY run_id, ordinal";
        Map<String, List<OpenTask>> tasks = new HashMap<>();
        Select.list(connection, TaskRow.TABLE.select(those), wanted, TaskRow::of)
                .forEach(row -> tasks.computeIfAbsent(row.runId(), _ -> new ArrayList<>())
                        .add(row.task()));
        Map<String, List<OpenWait>> waits = new HashMap<>();
        Select.list(connection, WaitRow.TABLE.select(those), wanted, WaitRow::of)
                .forEach(row -> waits.computeIfAbsent(row.runId(), _ -> new ArrayList<>())
                        .add(row.open()));
        Map<String, List<String>> children = new HashMap<>();
        Select.list(
                        connection,
                        Table.CHILDREN.select(those),
                        wanted,
                        row -> Map.entry(row.text("run_id"), row.text("child_id")))
                .forEach(child -> children.computeIfAbsent(child.getKey(), _ -> new ArrayList<>())
                        .add(child.getValue()));
        Map<String, RunRow> runs = new HashMap<>();
        Select.list(connection, RunRow.TABLE.select("WHERE run_id = ANY(?)"), wanted, row -> {
                    String id = row.text("run_id");
                    return RunRow.of(
                            row,
                            new RunRow.Around(
                                    tasks.getOrDefault(id, List.of()),
                                    waits.getOrDefault(id, List.of()),
                                    children.getOrDefault(id, List.of())));
                })
                .forEach(run -> runs.put(run.summary().runId(), run));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(runs.get(id)).stream())
                .toList();
    }

    /** In the order they began, behind that one. */
    static List<StepRow> steps(Connection connection, String runId, long after, int limit) throws SQLException {
        return Select.list(
                connection,
                StepRow.TABLE.select("WHERE run_id = ? AND ordinal > ? ORDER BY ordinal LIMIT " + limit),
                List.of(runId, after),
                StepRow::of);
    }
}
