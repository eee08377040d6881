package dev.agentmesh.eventlog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Chaos;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.Simulation;
import dev.agentmesh.eventlog.samples.Topic;
import dev.agentmesh.eventlog.summary.RunList;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.topics.error.MeshException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogReaderIT {
    private static Topic topic;
    private static LogReader reader;
    private static final Simulation FIRST = simulated("r-1", 1);
    private static final Simulation SECOND = simulated("r-2", 2);
    private static final Simulation THIRD = simulated("r-3", 3);

    private static Simulation simulated(String runId, long seed) {
        Simulation run = Simulation.started(runId, AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        for (int i = 0; i < 20; i++) {
            chaos.happen();
        }
        return run;
    }

    @BeforeAll
    static void a_log_of_three_runs_with_an_aborted_transaction_between_them() {
        topic = Topic.create("events", 3);
        topic.write(FIRST)
                .writeAborted("r-1", FIRST.values().getFirst())
                .write(SECOND)
                .write(THIRD);
        reader = new LogReader(Topic.consumers(), topic.name(), Codecs.events());
    }

    @AfterAll
    static void close() {
        topic.close();
    }

    @Test
    void a_run_is_read_whole_in_order_and_without_what_was_aborted() {
        List<LogRecord> log = reader.run("r-1");
        assertThat(log).hasSameSizeAs(FIRST.log());
        for (int i = 0; i < log.size(); i++) {
            LogRecord.LogEntry written = (LogRecord.LogEntry) FIRST.log().get(i);
            assertThat(log.get(i)).isInstanceOfSatisfying(LogRecord.LogEntry.class, read -> {
                assertThat(read.logged()).isEqualTo(written.logged());
                assertThat(read.hash()).isEqualTo(written.hash());
            });
        }
    }

    @Test
    void a_run_that_never_was_has_no_records() {
        assertThat(reader.run("r-4")).isEmpty();
    }

    @Test
    void all_runs_are_listed_in_one_pass() {
        RunList list = new RunList();
        reader.read(Span.ALL, list);
        assertThat(list.newestFirst()).extracting(RunSummary::runId).containsExactlyInAnyOrder("r-1", "r-2", "r-3");
        assertThat(list.newestFirst().stream().mapToLong(RunSummary::events).sum())
                .isEqualTo(
                        FIRST.log().size() + SECOND.log().size() + THIRD.log().size());
    }

    @Test
    void a_span_of_offsets_is_read_and_nothing_else() {
        List<LogRecord> all = new ArrayList<>();
        int partition = TopicReader.partitionOf("r-2".getBytes(StandardCharsets.UTF_8), 3);
        reader.read(Span.ALL.in(partition), collect(all));
        long second = all.get(1).position().offset();
        long fourth = all.get(3).position().offset();

        List<LogRecord> some = new ArrayList<>();
        Span span = Span.of(
                        new Span.Start.Offsets(Map.of(partition, second)),
                        new Span.Stop.Offsets(Map.of(partition, fourth)))
                .in(partition);
        reader.read(span, collect(some));
        assertThat(some).isEqualTo(all.subList(1, 3));
    }

    @Test
    void a_span_of_time_is_read_and_nothing_else() {
        Instant before = Instant.now().minus(Duration.ofDays(1));
        List<LogRecord> none = new ArrayList<>();
        reader.read(Span.of(new Span.Start.Beginning(), new Span.Stop.Until(before)), collect(none));
        assertThat(none).isEmpty();

        List<LogRecord> late = new ArrayList<>();
        Span future = Span.of(new Span.Start.Since(Instant.now().plus(Duration.ofDays(1))), new Span.Stop.Now());
        reader.read(future, collect(late));
        assertThat(late).isEmpty();

        List<LogRecord> all = new ArrayList<>();
        reader.read(Span.of(new Span.Start.Since(before), new Span.Stop.Now()), collect(all));
        assertThat(all)
                .hasSize(FIRST.log().size() + SECOND.log().size() + THIRD.log().size());
    }

    @Test
    void what_is_no_event_is_told_with_its_place_and_does_not_stop_the_reading() {
        try (Topic poisoned = Topic.create("events", 1)) {
            poisoned.write(FIRST);
            poisoned.write("r-1", "{\"not\":\"avro\"}".getBytes(StandardCharsets.UTF_8));
            poisoned.write("r-1", null);
            poisoned.write("r-9", FIRST.values().getFirst());
            poisoned.write(
                    new ProducerRecord<>(poisoned.name(), null, FIRST.values().getFirst()));
            poisoned.write(SECOND);
            List<LogRecord> log = new ArrayList<>();
            new LogReader(Topic.consumers(), poisoned.name(), Codecs.events()).read(Span.ALL, collect(log));

            List<LogRecord.Unreadable> bad = log.stream()
                    .filter(LogRecord.Unreadable.class::isInstance)
                    .map(LogRecord.Unreadable.class::cast)
                    .toList();
            assertThat(bad)
                    .extracting(LogRecord.Unreadable::code)
                    .containsExactly("MESH-6004", "MESH-6006", "MESH-6012", "MESH-6012");
            assertThat(bad).extracting(LogRecord.Unreadable::runId).containsExactly("r-1", "r-1", "r-9", "");
            assertThat(bad.getFirst().position().toString()).startsWith(poisoned.name() + "-0:");
            assertThat(log).hasSize(FIRST.log().size() + 4 + SECOND.log().size());
        }
    }

    @Test
    void following_hands_over_what_comes_until_the_reader_is_closed() throws Exception {
        try (Topic live = Topic.create("events", 2);
                LogReader following = new LogReader(Topic.consumers(), live.name(), Codecs.events());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            List<LogRecord> seen = Collections.synchronizedList(new ArrayList<>());
            var reading = CompletableFuture.runAsync(
                    () -> following.readRun("r-1", Span.ALL.following(), collect(seen)), thread);
            live.write(FIRST).write(SECOND);
            Awaitility.await().untilAsserted(() -> assertThat(seen).hasSameSizeAs(FIRST.log()));
            following.close();
            reading.get(20, TimeUnit.SECONDS);
            assertThat(seen).allMatch(found -> found.runId().equals("r-1"));
        }
    }

    @Test
    void following_from_now_leaves_out_what_was_before_and_stops_when_the_visitor_has_seen_enough()
            throws ExecutionException, InterruptedException {
        try (Topic live = Topic.create("events", 1);
                LogReader following = new LogReader(Topic.consumers(), live.name(), Codecs.events());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            live.write(FIRST);
            List<LogRecord> seen = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> idle = new CompletableFuture<>();
            var reading = CompletableFuture.runAsync(
                    () -> following.read(Span.of(new Span.Start.Now(), new Span.Stop.Never()), new LogVisitor() {
                        @Override
                        public Next accept(LogRecord found) {
                            seen.add(found);
                            return seen.size() == 2 ? Next.STOP : Next.GO_ON;
                        }

                        @Override
                        public Next idle() {
                            idle.complete(null);
                            return Next.GO_ON;
                        }
                    }),
                    thread);
            idle.get();
            live.write(SECOND);
            reading.get();
            assertThat(seen).hasSize(2).allMatch(found -> found.runId().equals("r-2"));
        }
    }

    @Test
    void a_log_that_is_not_there_has_a_code() {
        LogReader nowhere = new LogReader(Topic.consumers(), "no-such-topic", Codecs.events());
        assertThatThrownBy(() -> nowhere.run("r-1"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("MESH-5002");
    }

    @Test
    void a_key_is_on_the_partition_the_producer_chose() {
        for (Simulation run : List.of(FIRST, SECOND, THIRD)) {
            List<LogRecord> all = new ArrayList<>();
            reader.read(Span.ALL, collect(all));
            int expected = TopicReader.partitionOf(run.runId().getBytes(StandardCharsets.UTF_8), 3);
            assertThat(all.stream().filter(found -> found.runId().equals(run.runId())))
                    .allMatch(found -> found.position().partition() == expected);
        }
    }

    private static LogVisitor collect(List<LogRecord> into) {
        return found -> {
            into.add(found);
            return Next.GO_ON;
        };
    }
}
