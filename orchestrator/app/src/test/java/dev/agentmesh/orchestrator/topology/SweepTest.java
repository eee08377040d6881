package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.orchestrator.state.RecentRuns;
import dev.agentmesh.orchestrator.state.Sweep;
import dev.agentmesh.topics.message.CommandMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Instant LATER = Harness.START.plus(Harness.KEEP).plusSeconds(1);

    @TempDir
    private Path state;

    private Harness mesh;
    private KeyValueStore<Bytes, byte[]> store;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter");
        store = mesh.driver.getKeyValueStore(NodeNames.RUNS);
        mesh.start("done", "greet", "{\"q\":\"ada\"}");
        mesh.completes(mesh.tasks("greeter").getLast(), "\"hello\"");
        mesh.start("open", "greet", "{\"q\":\"bob\"}");
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void a_run_that_is_over_is_kept_for_its_time_and_then_forgotten() {
        Sweep sweep = sweep();

        assertThat(sweep.sweep(Harness.START.plus(Harness.KEEP))).isZero();
        assertThat(runs()).containsExactly("done", "open");
        assertThat(sweep.sweep(LATER)).isPositive();
        assertThat(runs()).containsExactly("open");
    }

    @Test
    void a_run_that_goes_on_is_kept_however_old_it_is() {
        sweep().sweep(Harness.START.plus(Duration.ofDays(4_000)));

        assertThat(runs()).containsExactly("open");
    }

    @Test
    void many_runs_are_gone_through_a_stretch_at_a_time() {
        for (int i = 0; i < 500; i++) {
            mesh.start("r-" + i, "greet", "{\"q\":\"ada\"}");
            mesh.command("r-" + i, new CommandMessage.CancelRun("", ""));
        }
        Sweep sweep = sweep();

        assertThat(sweep.sweep(LATER)).isBetween(1, 200);
        assertThat(runs()).hasSizeGreaterThan(2);
        for (int i = 0; i < 5; i++) {
            sweep.sweep(LATER);
        }
        assertThat(runs()).containsExactly("open");
    }

    @Test
    void a_large_run_goes_in_parts_and_to_its_last_key() {
        StringBuilder items = new StringBuilder("1");
        for (int i = 0; i < 3_000; i++) {
            items.append(',').append(i);
        }
        mesh.deploy("""
                mesh: v1
                workflow: many
                steps:
                  - map: { over: input.items, as: item, width: 2, do: [{ set: { x: "${item}" } }] }
                """);
        mesh.start("large", "many", "{\"items\":[" + items + "]}");
        while (!mesh.log().getLast().event().getClass().getSimpleName().equals("RunCompleted")) {
            mesh.advance(Duration.ofSeconds(1));
        }
        Sweep sweep = sweep();
        int removed = 0;
        for (int i = 0; i < 100; i++) {
            int now = sweep.sweep(LATER.plusSeconds(60));
            assertThat(now).isLessThanOrEqualTo(200);
            removed += now;
        }

        assertThat(removed).isGreaterThan(3_000);
        assertThat(runs()).containsExactly("open");
    }

    @Test
    void the_orchestrator_sweeps_by_itself_and_no_longer_knows_the_run() {
        mesh.advance(Harness.KEEP.plusSeconds(2));
        mesh.advance(Duration.ofSeconds(2));
        mesh.command("done", new CommandMessage.CancelRun("", ""));

        assertThat(runs()).doesNotContain("done");
        assertThat(mesh.deadLetters().getLast().failure().code()).isEqualTo("MESH-7001");
    }

    private Sweep sweep() {
        return new Sweep(store, new RecentRuns(store), Harness.KEEP);
    }

    private TreeSet<String> runs() {
        TreeSet<String> runs = new TreeSet<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                String key = new String(entry.key.get(), StandardCharsets.US_ASCII);
                runs.add(key.substring(0, key.indexOf(0)));
            });
        }
        return runs;
    }
}
