package dev.agentmesh.console.table;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table and the statements on it.
 *
 * @param keys the columns of its primary key
 * @param values all others
 */
public record Table(String name, List<String> keys, List<String> values) {
    public static final Table POSITIONS =
            new Table("positions", List.of("part"), List.of("next_offset", "events", "last_event_at"));
    public static final Table CHILDREN = new Table("children", List.of("run_id", "ordinal"), List.of("child_id"));
    public static final Table COMMANDS = new Table("commands", List.of("part", "log_offset", "run_id"), List.of("seq"));
    public static final Table FAULTS = new Table(
            "faults", List.of("part", "log_offset", "kind"), List.of("run_id", "code", "detail", "record_at"));

    /** All that hold what was folded from events; each row names its run, or its place in the log. */
    public static List<Table> projected() {
        return List.of(
                POSITIONS,
                RunRow.TABLE,
                CHILDREN,
                StepRow.TABLE,
                AttemptRow.TABLE,
                TaskRow.TABLE,
                WaitRow.TABLE,
                ApprovalRow.TABLE,
                COMMANDS,
                FAULTS);
    }

    /** Those with the rows of one run, the run's own last. */
    public static List<Table> ofRun() {
        return List.of(
                CHILDREN,
                StepRow.TABLE,
                AttemptRow.TABLE,
                TaskRow.TABLE,
                WaitRow.TABLE,
                ApprovalRow.TABLE,
                RunRow.TABLE);
    }

    public Table {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /** Keys first. */
    public List<String> columns() {
        return Stream.concat(keys.stream(), values.stream()).toList();
    }

    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", columns()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns().size(), "?")) + ")";
    }

    /** Values before keys. */
    String update() {
        return "UPDATE " + name + " SET " + assigned(values, ", ") + " WHERE " + assigned(keys, " AND ");
    }

    String delete() {
        return "DELETE FROM " + name + " WHERE " + assigned(keys, " AND ");
    }

    /** All columns of the rows that fit. */
    public String select(String condition) {
        return "SELECT " + String.join(", ", columns()) + " FROM " + name + " " + condition;
    }

    private static String assigned(List<String> columns, String between) {
        return columns.stream().map(column -> column + " = ?").collect(Collectors.joining(between));
    }
}
