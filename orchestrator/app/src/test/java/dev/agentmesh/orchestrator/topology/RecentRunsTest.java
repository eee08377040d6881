package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.orchestrator.state.RecentRuns;
import dev.agentmesh.orchestrator.state.StoredRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentRunsTest {
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
    void what_was_written_is_in_the_store_and_is_read_without_it() {
        runs.get("r-1").write(List.of(input("small")));

        assertThat(store.get(key("r-1"))).isEqualTo(CellCodec.encode(cell("small")));
        store.delete(key("r-1"));
        assertThat(runs.get("r-1").get(CellKey.INPUT)).contains(cell("small"));
        assertThat(new RecentRuns(store).get("r-1").get(CellKey.INPUT)).isEmpty();
    }

    @Test
    void what_is_large_stays_in_the_store_alone() {
        StoredRun run = runs.get("r-1");
        run.write(List.of(input("small")));
        run.write(List.of(input("x".repeat(5_000))));

        assertThat(run.get(CellKey.INPUT)).contains(cell("x".repeat(5_000)));
        store.delete(key("r-1"));
        assertThat(run.get(CellKey.INPUT)).isEmpty();
    }

    @Test
    void what_was_deleted_is_gone_at_once() {
        StoredRun run = runs.get("r-1");
        run.write(List.of(input("small")));
        run.write(List.of(new CellChange(CellKey.INPUT, Optional.empty())));

        assertThat(run.get(CellKey.INPUT)).isEmpty();
        assertThat(store.get(key("r-1"))).isNull();
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
