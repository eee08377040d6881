package dev.agentmesh.eventlog.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Chaos;
import dev.agentmesh.eventlog.samples.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunPageTest {
    private static final CellKey ROOT = CellKey.scope(StepPath.ROOT);

    @Property(tries = 100)
    void what_stays_and_what_leaves_are_together_what_was_put(@ForAll long seed) {
        LiveState live = lived(seed);
        RunPage page = RunPage.empty();
        page.head(live.head().orElseThrow());
        Map<CellKey, Cell> left = new TreeMap<>();
        live.cells().forEach((key, cell) -> {
            byte[] bytes = CellCodec.encode(cell);
            if (page.takes(bytes.length)) {
                page.put(key, bytes);
            } else {
                left.put(key, cell);
            }
        });
        page.overflow().forEach((key, bytes) -> left.put(key, CellCodec.decode(bytes)));
        RunPage again = RunPage.ofBytes(page.toBytes());

        assertThat(again.head()).isEqualTo(page.head());
        assertThat(again.hasOutside()).isEqualTo(page.hasOutside());
        Map<CellKey, Cell> all = new TreeMap<>(again.cells());
        left.forEach((key, cell) -> assertThat(all.put(key, cell)).as("%s", key).isNull());
        assertThat(all).isEqualTo(live.cells());
    }

    @Test
    void a_page_that_is_full_keeps_what_every_decision_needs_and_takes_nothing_new() {
        LiveState live = lived(3);
        RunPage page = RunPage.empty();
        page.head(live.head().orElseThrow());
        page.put(
                CellKey.RUN,
                CellCodec.encode(Objects.requireNonNull(live.cells().get(CellKey.RUN))));
        for (int i = 0; page.overflow().isEmpty(); i++) {
            page.put(CellKey.variable("v" + i), new byte[100]);
        }

        assertThat(page.contains(CellKey.RUN)).isTrue();
        assertThat(page.within(CellKey.Kind.VARIABLE, StepPath.ROOT)).isEmpty();
        assertThat(page.takes(1)).isFalse();
        assertThat(RunPage.ofBytes(page.toBytes()).takes(1)).isFalse();
        assertThat(page.toBytes()).hasSizeLessThan(400);
    }

    @Test
    void the_head_that_earlier_versions_kept_is_a_page_without_cells() {
        LogHead head = lived(1).head().orElseThrow();
        RunPage page = RunPage.ofBytes(head.toBytes());

        assertThat(page.head()).isEqualTo(head);
        assertThat(page.hasOutside()).isTrue();
        assertThat(page.contains(ROOT)).isFalse();
    }

    @Test
    void damage_and_newer_formats_are_told_by_code() {
        RunPage page = RunPage.empty();
        page.head(lived(1).head().orElseThrow());
        page.put(CellKey.INPUT, new byte[] {1});
        byte[] bytes = page.toBytes();
        byte[] newer = bytes.clone();
        newer[0] = 99;

        for (byte[] wrong : List.of(newer, Arrays.copyOf(bytes, bytes.length - 1), Arrays.copyOf(bytes, 12))) {
            assertThatThrownBy(() -> RunPage.ofBytes(wrong))
                    .isInstanceOf(UnreadableState.class)
                    .hasMessageContaining("MESH-9002");
        }
    }

    private static LiveState lived(long seed) {
        Simulation run = Simulation.started("r-1", AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        for (int i = 0; i < 12; i++) {
            chaos.happen();
        }
        return run.live();
    }
}
