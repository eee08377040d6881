package dev.agentmesh.console.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.console.samples.Codecs;
import dev.agentmesh.console.samples.Databases;
import dev.agentmesh.console.samples.SampleLog;
import dev.agentmesh.console.samples.SampleRuns;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.topics.error.MeshException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplierTest {
    private static final int PARTITIONS = 3;
    private static final Codecs CODECS = new Codecs("mesh.events");

    @AfterAll
    static void close() {
        CODECS.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rows_do_not_depend_on_batches_and_restarts(long seed) throws SQLException {
        List<LogRecord> log = SampleLog.of(SampleRuns.of(seed, 20), CODECS.events(), PARTITIONS);
        try (Database whole = Databases.inMemory();
                Database pieces = Databases.inMemory()) {
            Applier applier = applier(whole);
            applier.apply(log, ends(log));

            Random chance = new Random(seed);
            Applier other = applier(pieces);
            for (int from = 0; from < log.size(); ) {
                int to = Math.min(log.size(), from + 1 + chance.nextInt(40));
                other.apply(log.subList(from, to), ends(log.subList(from, to)));
                from = to;
                if (chance.nextInt(4) == 0) {
                    other = applier(pieces);
                }
            }

            assertThat(Databases.rows(pieces)).isEqualTo(Databases.rows(whole));
            assertThat(Databases.rows(whole).get("runs")).hasSizeGreaterThanOrEqualTo(20);
            assertThat(Databases.rows(whole).get("faults")).isEmpty();
        }
    }

    static Applier applier(Database database) throws SQLException {
        Applier applier = new Applier(database, "mesh.events", "mesh.commands");
        applier.resume(PARTITIONS);
        return applier;
    }

    static Map<Integer, Long> ends(List<LogRecord> records) {
        Map<Integer, Long> ends = new HashMap<>();
        records.forEach(record ->
                ends.merge(record.position().partition(), record.position().offset() + 1, Math::max));
        return ends;
    }

    @Test
    void nothing_to_apply_is_nothing_to_do() throws SQLException {
        try (Database database = Databases.inMemory()) {
            Applier applier = applier(database);
            applier.apply(new ArrayList<>(), Map.of());
            assertThat(applier.next()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));
        }
    }

    @Test
    void a_second_writer_is_noticed_and_neither_counts_an_event_twice() throws SQLException {
        List<LogRecord> log = SampleLog.of(SampleRuns.of(7, 5), CODECS.events(), PARTITIONS);
        try (Database database = Databases.inMemory();
                Database alone = Databases.inMemory()) {
            Applier one = applier(database);
            Applier other = applier(database);
            int half = log.size() / 2;
            one.apply(log.subList(0, half), ends(log.subList(0, half)));
            assertThatThrownBy(() -> other.apply(log, ends(log)))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-7043");
            one.apply(log.subList(half, log.size()), ends(log.subList(half, log.size())));

            applier(alone).apply(log, ends(log));
            assertThat(Databases.rows(database)).isEqualTo(Databases.rows(alone));
        }
    }

    @Test
    void what_is_no_event_what_is_missing_and_what_comes_twice_is_told_and_holds_up_nothing() throws SQLException {
        List<LogRecord> log = SampleLog.of(SampleRuns.of(8, 1), CODECS.events(), 1);
        LogRecord.LogEntry second = (LogRecord.LogEntry) log.get(1);
        List<LogRecord> damaged = new ArrayList<>(List.of(log.get(0), second));
        damaged.add(new LogRecord.LogEntry(at(1), second.logged(), second.hash()));
        damaged.add(
                new LogRecord.Unreadable(at(3), second.runId(), second.logged().at(), "MESH-6004", "no event"));
        damaged.addAll(log.subList(3, log.size()));
        try (Database database = Databases.inMemory()) {
            applier(database).apply(damaged, Map.of(0, 10_000L));
            assertThat(Databases.rows(database).get("faults"))
                    .hasSize(3)
                    .anyMatch(row -> row.contains("kind=DUPLICATE") && row.contains("MESH-4112"))
                    .anyMatch(row -> row.contains("kind=UNREADABLE") && row.contains("MESH-6004"))
                    .anyMatch(row -> row.contains("kind=GAP") && row.contains("event 4 follows on event 2"));
            assertThat(Databases.rows(database).get("runs"))
                    .singleElement()
                    .asString()
                    .contains("last_seq="
                            + ((LogRecord.LogEntry) log.getLast()).logged().seq());
        }
    }

    private static LogPosition at(long offset) {
        return new LogPosition("mesh.events", 0, offset);
    }

    @Test
    void a_record_whose_rows_the_database_refuses_is_passed_over_and_told() throws SQLException {
        List<LogRecord> log = SampleLog.of(SampleRuns.of(9, 3), CODECS.events(), 1);
        LogRecord.LogEntry first = (LogRecord.LogEntry) log.getFirst();
        LoggedEvent tooLong = new LoggedEvent(
                "r".repeat(500),
                1,
                first.logged().at(),
                "",
                EventHash.NONE,
                first.logged().event());
        List<LogRecord> with = new ArrayList<>(log);
        with.add(2, new LogRecord.LogEntry(at(3), tooLong, EventHash.NONE));
        try (Database database = Databases.inMemory();
                Database without = Databases.inMemory()) {
            applier(database).apply(with, Map.of(0, 10_000L));
            applier(without).apply(log, Map.of(0, 10_000L));
            assertThat(Databases.rows(database).get("faults"))
                    .singleElement()
                    .asString()
                    .contains("kind=NOT_APPLIED", "MESH-7045");
            assertThat(Databases.rows(database).get("runs"))
                    .isEqualTo(Databases.rows(without).get("runs"));
            assertThat(Databases.rows(database).get("steps"))
                    .isEqualTo(Databases.rows(without).get("steps"));
        }
    }

    @Test
    void an_id_that_was_forgotten_and_is_used_again_is_another_run() throws SQLException {
        LocalRun run = SampleRuns.of(11, 1).getFirst();
        List<LogRecord> log = SampleLog.of(List.of(run), CODECS.events(), 1);
        List<LogRecord> again = new ArrayList<>(log);
        for (LogRecord record : log) {
            LoggedEvent before = ((LogRecord.LogEntry) record).logged();
            var later = new LoggedEvent(
                    before.runId(),
                    before.seq(),
                    before.at().plus(Duration.ofDays(30)),
                    before.cause().replace("-0:", "-0:9"),
                    before.prevHash(),
                    before.event());
            again.add(new LogRecord.LogEntry(at(1_000 + record.position().offset()), later, EventHash.NONE));
        }
        try (Database database = Databases.inMemory()) {
            Applier applier = applier(database);
            applier.apply(again, Map.of(0, 10_000L));
            assertThat(Databases.rows(database).get("faults")).isEmpty();
            assertThat(Databases.rows(database).get("runs"))
                    .singleElement()
                    .asString()
                    .contains("events=" + log.size() + " ", "2026-01-31");
        }
    }

    @Test
    void a_database_belongs_to_one_log() throws SQLException {
        try (Database database = Databases.inMemory()) {
            new LogSource("mesh.events", "one", 1).claim(database);
            new LogSource("mesh.events", "one", 1).claim(database);
            assertThatThrownBy(() -> new LogSource("mesh.events", "two", 1).claim(database))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-7044");
            database.empty();
            new LogSource("mesh.events", "two", 1).claim(database);
        }
    }

    @Test
    void a_database_that_is_not_there_has_a_code() {
        assertThatThrownBy(() -> Database.open(new DatabaseSettings("jdbc:h2:mem:x;IFEXISTS=TRUE", "", "")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-7040");
    }
}
