package dev.agentmesh.console.samples;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Table;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Databases for the tests, and all that stands in one. */
public final class Databases {
    private Databases() {}

    /** One in memory that goes with its last connection. */
    public static Database inMemory() {
        return Database.open(new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
    }

    /** Every row of every table that is made from events, as text, in the order of its key; places in the log are left out. */
    public static SequencedMap<String, List<String>> rows(Database database) {
        return database.read(connection -> {
            SequencedMap<String, List<String>> all = new TreeMap<>();
            for (Table table : Table.projected()) {
                if (table.equals(Table.POSITIONS)) {
                    continue;
                }
                List<String> rows = new ArrayList<>();
                try (var statement = connection.createStatement();
                        ResultSet found =
                                statement.executeQuery(table.select("ORDER BY " + String.join(", ", table.keys())))) {
                    Cells row = new Cells(found);
                    while (found.next()) {
                        StringBuilder text = new StringBuilder();
                        for (String column : table.columns()) {
                            String value = column.endsWith("_at")
                                    ? row.maybeTime(column).toString()
                                    : row.text(column);
                            text.append(column).append('=').append(value).append(' ');
                        }
                        rows.add(text.toString());
                    }
                }
                rows.sort(null);
                all.put(table.name(), rows);
            }
            return all;
        });
    }
}
