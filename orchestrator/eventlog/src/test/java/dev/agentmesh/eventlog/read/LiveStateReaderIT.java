package dev.agentmesh.eventlog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.RunPage;
import dev.agentmesh.eventlog.cell.UnreadableState;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.replay.Verdict;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Chaos;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.Simulation;
import dev.agentmesh.eventlog.samples.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveStateReaderIT {
    private static final int PARTITIONS = 2;

    @Test
    void log_and_changelog_of_a_run_on_a_real_broker_are_the_same() {
        Simulation run = simulated("r-1", 11);
        try (Topic events = Topic.create("events", PARTITIONS);
                Topic changelog = Topic.create("changelog", PARTITIONS);
                LiveStateReader states = new LiveStateReader(Topic.consumers(), changelog.name());
                LogReader log = new LogReader(Topic.consumers(), events.name(), Codecs.events())) {
            events.write(run);
            keep(changelog, simulated("r-1", 12));
            keep(changelog, simulated("r-10", 13));
            replace(changelog, run);

            LiveState live = states.run("r-1");
            assertThat(live.cells()).isEqualTo(run.live().cells());
            assertThat(live.head()).contains(run.head());
            Verdict verdict = Replayer.verify("r-1", log.run("r-1"), Optional.of(live));
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Same.class,
                            same -> assertThat(same.comparedAt())
                                    .contains(run.head().seq()));

            write(changelog, "r-1", CellKey.INPUT, CellCodec.encode(new Cell.InputCell(Payload.json("1"))));
            assertThat(Replayer.verify("r-1", log.run("r-1"), Optional.of(states.run("r-1"))))
                    .isInstanceOfSatisfying(Verdict.Differs.class, differs -> {
                        assertThat(differs.code()).isEqualTo("MESH-4110");
                        assertThat(differs.seq()).isEqualTo(1);
                    });
        }
    }

    @Test
    void several_runs_are_read_in_one_pass_and_those_of_which_nothing_is_kept_are_not_there() {
        try (Topic changelog = Topic.create("changelog", PARTITIONS);
                LiveStateReader states = new LiveStateReader(Topic.consumers(), changelog.name())) {
            Simulation one = simulated("r-1", 1);
            Simulation two = simulated("r-2", 2);
            keep(changelog, one);
            keep(changelog, two);
            keep(changelog, simulated("r-3", 3));
            Map<String, LiveState> found = states.runs(Set.of("r-1", "r-2", "r-4"));
            assertThat(found).containsOnlyKeys("r-1", "r-2");
            assertThat(found.get("r-2")).isEqualTo(two.live());
            assertThat(states.run("r-4").cells()).isEmpty();
            assertThat(states.run("r-4").head()).isEmpty();
        }
    }

    @Test
    void cells_in_the_page_and_beside_it_are_one_state() {
        Simulation run = simulated("r-1", 5);
        try (Topic changelog = Topic.create("changelog", PARTITIONS);
                LiveStateReader states = new LiveStateReader(Topic.consumers(), changelog.name())) {
            RunPage page = RunPage.empty();
            page.head(run.head());
            run.live().cells().forEach((key, cell) -> {
                byte[] bytes = CellCodec.encode(cell);
                if (key.kind().ordinal() % 2 == 0) {
                    page.put(key, bytes);
                } else {
                    write(changelog, "r-1", key, bytes);
                }
            });
            write(changelog, "r-1", CellKeyCodec.page("r-1"), page.toBytes());

            assertThat(states.run("r-1")).isEqualTo(run.live());
        }
    }

    @Test
    void state_of_a_newer_version_is_refused_by_code() {
        try (Topic changelog = Topic.create("changelog", 1);
                LiveStateReader states = new LiveStateReader(Topic.consumers(), changelog.name())) {
            write(changelog, "r-1", CellKey.RUN, new byte[] {99, 1});
            assertThatThrownBy(() -> states.run("r-1"))
                    .isInstanceOf(UnreadableState.class)
                    .hasMessageContaining("MESH-9002");
        }
    }

    private static Simulation simulated(String runId, long seed) {
        Simulation run = Simulation.started(runId, AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        for (int i = 0; i < 15; i++) {
            chaos.happen();
        }
        return run;
    }

    private static void keep(Topic changelog, Simulation run) {
        run.live().cells().forEach((key, cell) -> write(changelog, run.runId(), key, CellCodec.encode(cell)));
        write(changelog, run.runId(), CellKeyCodec.page(run.runId()), run.head().toBytes());
    }

    /** Writes the run's state over whatever is there under its id, as an orchestrator that removes cells does. */
    private static void replace(Topic changelog, Simulation run) {
        try (LiveStateReader states = new LiveStateReader(Topic.consumers(), changelog.name())) {
            states.run(run.runId()).cells().keySet().stream()
                    .filter(key -> !run.live().cells().containsKey(key))
                    .forEach(key -> write(changelog, run.runId(), key, null));
        }
        keep(changelog, run);
    }

    private static void write(Topic changelog, String runId, CellKey key, byte @Nullable [] value) {
        write(changelog, runId, CellKeyCodec.encode(runId, key), value);
    }

    private static void write(Topic changelog, String runId, byte[] key, byte @Nullable [] value) {
        byte[] run = runId.getBytes(StandardCharsets.UTF_8);
        int partition = TopicReader.partitionOf(run, changelog.partitions());
        changelog.write(new ProducerRecord<>(changelog.name(), partition, key, value));
    }
}
