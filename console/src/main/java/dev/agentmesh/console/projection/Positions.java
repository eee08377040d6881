package dev.agentmesh.console.projection;

import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Row;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.topics.error.MeshException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far each partition has been applied, as the table has it. */
final class Positions {
    private static final String ADVANCE =
            "UPDATE positions SET next_offset = ?, events = events + ?, last_event_at = COALESCE(?, last_event_at)"
                    + " WHERE part = ? AND next_offset = ?";

    /**
     * How a partition moves on.
     *
     * @param from where it must stand
     * @param to the offset applied next
     * @param lastEventAt of the last event among them
     */
    record Advance(int part, long from, long to, long events, Optional<Instant> lastEventAt) {}

    private Positions() {}

    /** The offset to be applied next, for each of the partitions; those that are new begin at 0. */
    static Map<Integer, Long> load(Connection connection, int partitions) throws SQLException {
        Map<Integer, Long> next = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(Table.POSITIONS.select(""));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                next.put(rows.getInt("part"), rows.getLong("next_offset"));
            }
        }
        Writes missing = new Writes();
        for (int part = 0; part < partitions; part++) {
            if (!next.containsKey(part)) {
                next.put(part, 0L);
                missing.insert(Row.of(Table.POSITIONS, List.of(part), 0L, 0L, null));
            }
        }
        missing.to(connection);
        return next;
    }

    /** @throws MeshException MESH-7043 when a partition stands elsewhere: somebody else has moved it */
    static void advance(Connection connection, Iterable<Advance> all) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            for (Advance one : all) {
                @Nullable Object at = one.lastEventAt().map(Cells::column).orElse(null);
                statement.setLong(1, one.to());
                statement.setLong(2, one.events());
                statement.setObject(3, at, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
                statement.setInt(4, one.part());
                statement.setLong(5, one.from());
                if (statement.executeUpdate() != 1) {
                    throw new MeshException(
                            ConsoleErrors.OTHER_WRITER,
                            "partition " + one.part() + " no longer stands at offset " + one.from()
                                    + " in the database: another console writes to it");
                }
            }
        }
    }
}
