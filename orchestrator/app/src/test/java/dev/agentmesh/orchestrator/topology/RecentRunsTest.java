package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.orchestrator.state.RecentRuns;
import dev.agentmesh.orchestrator.state.StoredRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentRunsTest {
    private static final LogHead HEAD = new LogHead(1, EventHash.of(new byte[] {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    }));

    @TempDir
    private Path state;

    private Harness mesh;
    private KeyValueStore<Bytes, byte[]> store;
    private RecentRuns runs;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
        store = mesh.driver.getKeyValueStore(NodeNames.RUNS);
        runs = new RecentRuns(store);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void a_small_run_is_one_record() {
        runs.get("r-1").write(List.of(input("small"), variable("a", 10), variable("b", 10)), HEAD);

        assertThat(stored()).containsExactly(text(CellKeyCodec.page("r-1")));
        StoredRun again = new RecentRuns(store).get("r-1");
        assertThat(again.head()).isEqualTo(HEAD);
        assertThat(again.get(CellKey.INPUT)).contains(cell("small"));
        assertThat(again.get(CellKey.variable("c"))).isEmpty();
        assertThat(again.within(CellKey.Kind.VARIABLE, StepPath.ROOT))
                .containsExactly(CellKey.variable("a"), CellKey.variable("b"));
    }

    @Test
    void what_was_written_is_read_without_the_store() {
        runs.get("r-1").write(List.of(input("small")), HEAD);
        store.delete(Bytes.wrap(CellKeyCodec.page("r-1")));

        assertThat(runs.get("r-1").get(CellKey.INPUT)).contains(cell("small"));
        assertThat(new RecentRuns(store).get("r-1").get(CellKey.INPUT)).isEmpty();
    }

    @Test
    void what_is_large_has_a_record_of_its_own_and_stays_in_the_store_alone() {
        StoredRun run = runs.get("r-1");
        run.write(List.of(input("small")), HEAD);
        run.write(List.of(input("x".repeat(5_000))), HEAD);

        assertThat(run.get(CellKey.INPUT)).contains(cell("x".repeat(5_000)));
        store.delete(key("r-1"));
        assertThat(run.get(CellKey.INPUT)).isEmpty();
    }

    @Test
    void what_was_deleted_is_gone_at_once() {
        StoredRun run = runs.get("r-1");
        run.write(List.of(input("x".repeat(5_000)), variable("a", 10)), HEAD);
        run.write(
                List.of(
                        new CellChange(CellKey.INPUT, Optional.empty()),
                        new CellChange(CellKey.variable("a"), Optional.empty())),
                HEAD);

        assertThat(run.get(CellKey.INPUT)).isEmpty();
        assertThat(run.get(CellKey.variable("a"))).isEmpty();
        assertThat(stored()).containsExactly(text(CellKeyCodec.page("r-1")));
    }

    @Test
    void what_an_earlier_version_kept_is_read_and_written_on() {
        store.put(key("r-1"), CellCodec.encode(cell("old")));
        store.put(Bytes.wrap(CellKeyCodec.page("r-1")), HEAD.toBytes());
        StoredRun run = runs.get("r-1");

        assertThat(run.head()).isEqualTo(HEAD);
        assertThat(run.get(CellKey.INPUT)).contains(cell("old"));
        run.write(List.of(input("new"), variable("a", 10)), HEAD);
        StoredRun again = new RecentRuns(store).get("r-1");
        assertThat(again.get(CellKey.INPUT)).contains(cell("new"));
        assertThat(again.get(CellKey.variable("a"))).isPresent();
    }

    /** Whatever is put and removed in whatever order, and however often the run is read anew, it reads like a map. */
    @Test
    void a_run_reads_like_a_map_whether_its_cells_are_in_the_page_or_not() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            String runId = "r-" + seed;
            Map<CellKey, Cell> expected = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                CellChange change = random.nextInt(3) == 0
                        ? new CellChange(CellKey.variable("v" + random.nextInt(20)), Optional.empty())
                        : variable("v" + random.nextInt(20), random.nextInt(8) == 0 ? 900 : random.nextInt(200));
                change.value().ifPresentOrElse(c -> expected.put(change.key(), c), () -> expected.remove(change.key()));
                StoredRun run = random.nextInt(4) == 0 ? new StoredRun(runId, store) : runs.get(runId);
                if (run != runs.get(runId)) {
                    runs = new RecentRuns(store);
                }
                run.write(List.of(change), HEAD);

                assertThat(run.within(CellKey.Kind.VARIABLE, StepPath.ROOT))
                        .as("seed %s", seed)
                        .containsExactlyElementsOf(expected.keySet());
                expected.forEach((key, cell) -> assertThat(run.get(key)).contains(cell));
            }
            for (int i = 0; i < 20; i++) {
                CellKey key = CellKey.variable("v" + i);
                assertThat(runs.get(runId).get(key)).isEqualTo(Optional.ofNullable(expected.get(key)));
            }
        }
    }

    @Test
    void runs_are_let_go_of_when_there_are_many() {
        StoredRun first = runs.get("r-0");
        for (int i = 1; i < 3_000; i++) {
            runs.get("r-" + i);
        }

        assertThat(runs.get("r-2999")).isSameAs(runs.get("r-2999"));
        assertThat(runs.get("r-0")).isNotSameAs(first);
    }

    private List<String> stored() {
        List<String> keys = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(text(entry.key.get())));
        }
        return keys;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static CellChange variable(String name, int size) {
        Payload value = Payload.of(("\"" + "v".repeat(size) + "\"").getBytes(StandardCharsets.UTF_8));
        return new CellChange(CellKey.variable(name), Optional.of(new Cell.VariableCell(value)));
    }

    private static CellChange input(String text) {
        return new CellChange(CellKey.INPUT, Optional.of(cell(text)));
    }

    private static Cell cell(String text) {
        return new Cell.InputCell(Payload.of(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8)));
    }

    private static Bytes key(String runId) {
        return Bytes.wrap(CellKeyCodec.encode(runId, CellKey.INPUT));
    }
}
