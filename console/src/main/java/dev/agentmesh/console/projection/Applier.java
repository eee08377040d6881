package dev.agentmesh.console.projection;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.projection.Positions.Advance;
import dev.agentmesh.console.table.Writes;
import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.topics.error.MeshException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Applies records of the log: their rows and the place in the log in one transaction, or neither. A record whose rows cannot be made is
 * told of as a fault and passed over, so that none holds up its partition. For one thread.
 */
final class Applier {
    private final Database database;
    private final String commands;
    private final Stored stored = new Stored();
    private final RunFiles files;
    private final Map<Integer, Long> next = new TreeMap<>();

    /**
     * An applier that has applied nothing yet.
     *
     * @param events topic of the events
     * @param commands topic of the commands
     */
    Applier(Database database, String events, String commands) {
        this.database = database;
        this.commands = commands;
        this.files = new RunFiles(stored, events);
    }

    /** Goes on from what the database holds; gives the offset to be applied next, by partition. */
    Map<Integer, Long> resume(int partitions) throws SQLException {
        files.clear();
        next.clear();
        next.putAll(database.write(connection -> Positions.load(connection, partitions)));
        return Map.copyOf(next);
    }

    /**
     * Applies records, those of one partition in their order.
     *
     * @param to the offset to be applied next, for every partition that moves
     * @throws SQLException when the database fails, and not because of a record
     */
    void apply(List<LogRecord> records, Map<Integer, Long> to) throws SQLException {
        try {
            transact(records, to);
        } catch (SQLException | RuntimeException failure) {
            files.clear();
            if (!Blame.isOnARecord(failure)) {
                throw failure;
            }
            oneByOne(records);
            transact(List.of(), to);
        }
    }

    private void oneByOne(List<LogRecord> records) throws SQLException {
        for (LogRecord record : records) {
            LogPosition position = record.position();
            Map<Integer, Long> behind = Map.of(position.partition(), position.offset() + 1);
            try {
                transact(List.of(record), behind);
            } catch (SQLException | RuntimeException failure) {
                files.clear();
                if (!Blame.isOnARecord(failure)) {
                    throw failure;
                }
                note(
                        new Fault(
                                position,
                                Fault.Kind.NOT_APPLIED,
                                record.runId(),
                                ConsoleErrors.NOT_APPLIED.code(),
                                Blame.inWords(failure),
                                timeOf(record)),
                        behind);
            }
        }
    }

    /** Writes a fault and nothing else. */
    void note(Fault fault, Map<Integer, Long> to) throws SQLException {
        List<Advance> moves = moves(List.of(), to);
        database.write(connection -> {
            Writes writes = new Writes();
            writes.insert(fault.row());
            writes.to(connection);
            Positions.advance(connection, moves);
            return moves;
        });
        moved(moves);
    }

    private void transact(List<LogRecord> records, Map<Integer, Long> to) throws SQLException {
        List<Advance> moves = moves(records, to);
        if (moves.isEmpty()) {
            return;
        }
        Set<String> runs = new LinkedHashSet<>();
        records.stream().filter(LogEntry.class::isInstance).forEach(entry -> runs.add(entry.runId()));
        try {
            database.write(connection -> {
                stored.in(connection);
                write(connection, records, runs);
                Positions.advance(connection, moves);
                return moves;
            });
        } catch (SqlFailure inside) {
            throw inside.failure();
        } finally {
            stored.in(null);
        }
        files.trim(runs);
        moved(moves);
    }

    private void write(Connection connection, List<LogRecord> records, Set<String> runs) throws SQLException {
        files.prepare(runs);
        Writes writes = new Writes();
        for (LogRecord record : records) {
            Optional<Fault> fault = switch (record) {
                case LogEntry entry -> accept(entry);
                case LogRecord.Unreadable bad ->
                    Optional.of(new Fault(
                            bad.position(),
                            Fault.Kind.UNREADABLE,
                            bad.runId(),
                            bad.code(),
                            bad.reason(),
                            bad.timestamp()));
            };
            fault.ifPresent(found -> writes.insert(found.row()));
        }
        files.write(writes, runs);
        writes.to(connection);
    }

    private Optional<Fault> accept(LogEntry entry) throws SQLException {
        RunFile run = files.get(entry.runId());
        if (run.isForgottenBy(entry.logged())) {
            run = files.begin(entry.runId());
        }
        long seq = entry.logged().seq();
        if (seq <= run.seq()) {
            return Optional.of(outOfOrder(
                    entry, Fault.Kind.DUPLICATE, "event " + seq + " stands behind event " + run.seq() + " of its run"));
        }
        Optional<Fault> gap = seq == run.seq() + 1
                ? Optional.empty()
                : Optional.of(outOfOrder(
                        entry, Fault.Kind.GAP, "event " + seq + " follows on event " + run.seq() + " of its run"));
        run.accept(entry, CommandPlace.of(entry.logged().cause(), commands));
        return gap;
    }

    private static Fault outOfOrder(LogEntry entry, Fault.Kind kind, String detail) {
        return new Fault(
                entry.position(),
                kind,
                entry.runId(),
                EventLogErrors.CHAIN_BROKEN.code(),
                detail,
                entry.logged().at());
    }

    private List<Advance> moves(List<LogRecord> records, Map<Integer, Long> to) {
        List<Advance> moves = new ArrayList<>();
        to.forEach((part, end) -> {
            long from = next.getOrDefault(part, 0L);
            List<Instant> times = records.stream()
                    .filter(record -> record.position().partition() == part)
                    .filter(LogEntry.class::isInstance)
                    .map(Applier::timeOf)
                    .toList();
            if (end > from) {
                moves.add(new Advance(
                        part,
                        from,
                        end,
                        times.size(),
                        times.isEmpty() ? Optional.empty() : Optional.of(times.getLast())));
            }
        });
        return moves;
    }

    private void moved(List<Advance> moves) {
        moves.forEach(move -> next.put(move.part(), move.to()));
    }

    /** Where each partition stands. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    private static Instant timeOf(LogRecord record) {
        return switch (record) {
            case LogEntry entry -> entry.logged().at();
            case LogRecord.Unreadable bad -> bad.timestamp();
        };
    }

    /** Whose fault a failure is. */
    private static final class Blame {
        private Blame() {}

        /** The record's, when the database refuses its values or folding it fails; not when the database or the cluster is away. */
        static boolean isOnARecord(Exception failure) {
            return switch (failure) {
                case SQLException sql -> {
                    String state = String.valueOf(sql.getSQLState());
                    yield state.startsWith("22") || state.startsWith("23");
                }
                case MeshException coded -> false;
                default -> true;
            };
        }

        static String inWords(Exception failure) {
            Throwable last = failure instanceof SQLException sql && sql.getNextException() != null
                    ? sql.getNextException()
                    : failure;
            return last.getClass().getSimpleName() + ": " + last.getMessage();
        }
    }
}
