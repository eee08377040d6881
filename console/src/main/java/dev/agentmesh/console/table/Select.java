package dev.agentmesh.console.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Questions to a database, and their answers as values. */
public final class Select {
    private Select() {}

    /** What a row is. */
    @FunctionalInterface
    public interface Reading<R> {
        R of(Cells row) throws SQLException;
    }

    /** All rows of the answer, in its order. */
    public static <R> List<R> list(Connection connection, String sql, List<?> parameters, Reading<R> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<R> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                Cells row = new Cells(rows);
                while (rows.next()) {
                    found.add(reading.of(row));
                }
            }
            return found;
        }
    }
}
