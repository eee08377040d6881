package dev.agentmesh.console.projection;

import dev.agentmesh.console.table.Row;
import dev.agentmesh.console.table.Writes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Rows of one table that belong to one run: those read before, those changed and not yet written. What is not here is looked for in the
 * table, unless it is known that the table has no others. For one thread.
 */
final class RowCache<K, R> {
    /** The table, asked for one row. */
    interface Source<K, R> {
        Optional<R> find(K key) throws SQLException;
    }

    private record Kept<R>(R row, boolean inTable) {}

    private final Source<K, R> source;
    private final Function<R, Row> form;
    private final Map<K, Kept<R>> rows = new HashMap<>();
    private final SequencedSet<K> changed = new LinkedHashSet<>();
    private boolean whole;

    /** @param whole whether the table has none yet */
    RowCache(Source<K, R> source, Function<R, Row> form, boolean whole) {
        this.source = source;
        this.form = form;
        this.whole = whole;
    }

    Optional<R> find(K key) {
        Kept<R> kept = rows.get(key);
        if (kept != null) {
            return Optional.of(kept.row());
        }
        if (whole) {
            return Optional.empty();
        }
        try {
            Optional<R> found = source.find(key);
            found.ifPresent(row -> rows.put(key, new Kept<>(row, true)));
            return found;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    void put(K key, R row) {
        boolean inTable = find(key).isPresent() && rows.get(key) instanceof Kept<R> kept && kept.inTable();
        rows.put(key, new Kept<>(row, inTable));
        changed.add(key);
    }

    /** Takes in what was read from the table by other means; what is here is newer. */
    void loaded(K key, R row) {
        rows.putIfAbsent(key, new Kept<>(row, true));
    }

    boolean isWhole() {
        return whole;
    }

    int size() {
        return rows.size();
    }

    /** Adds what has changed. From then on it counts as written. */
    void write(Writes writes) {
        for (K key : changed) {
            Kept<R> kept = rows.get(key);
            if (kept != null) {
                Row row = form.apply(kept.row());
                if (kept.inTable()) {
                    writes.update(row);
                } else {
                    writes.insert(row);
                    rows.put(key, new Kept<>(kept.row(), true));
                }
            }
        }
        changed.clear();
    }

    /** Leaves the rest to the table; only when everything has been written. */
    void keepOnly(Predicate<R> wanted) {
        if (rows.values().removeIf(kept -> !wanted.test(kept.row()))) {
            whole = false;
        }
    }
}
