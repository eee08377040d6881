package dev.agentmesh.console.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows to be written together, a statement's in one go. */
public final class Writes {
    private final Map<String, List<@Nullable Object[]>> statements = new LinkedHashMap<>();

    public void insert(Row row) {
        add(row.table().insert(), Stream.of(row.key(), row.values()));
    }

    /** Replaces all values of the row with that key. */
    public void update(Row row) {
        add(row.table().update(), Stream.of(row.values(), row.key()));
    }

    public void delete(Table table, List<Object> key) {
        add(table.delete(), Stream.<Object[]>of(key.toArray()));
    }

    private void add(String statement, Stream<@Nullable Object[]> parts) {
        statements
                .computeIfAbsent(statement, _ -> new ArrayList<>())
                .add(parts.flatMap(Stream::of).toArray());
    }

    public void to(Connection connection) throws SQLException {
        for (Map.Entry<String, List<@Nullable Object[]>> entry : statements.entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement(entry.getKey())) {
                for (@Nullable Object[] parameters : entry.getValue()) {
                    for (int i = 0; i < parameters.length; i++) {
                        statement.setObject(i + 1, parameters[i]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
        statements.clear();
    }
}
