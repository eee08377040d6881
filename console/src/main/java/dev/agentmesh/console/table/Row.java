package dev.agentmesh.console.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row for a table: what identifies it, and the rest, in the order of the table's columns. */
public record Row(Table table, Object[] key, @Nullable Object[] values) {
    public static Row of(Table table, List<Object> key, @Nullable Object... values) {
        if (key.size() != table.keys().size() || values.length != table.values().size()) {
            throw new IllegalArgumentException("Expected a row of " + table.name() + " with "
                    + table.keys().size() + " + " + table.values().size() + " columns but found " + key.size() + " + "
                    + values.length);
        }
        return new Row(table, key.toArray(), values);
    }
}
