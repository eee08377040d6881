package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @AfterEach
    void end_processes() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void a_killed_process_is_started_again_and_that_is_told() {
        Keeper keeper = keeper();
        keeper.start();
        assertThat(keeper.member().state()).isEqualTo("up");
        processes.getFirst().destroyForcibly();
        await().untilAsserted(() -> {
            assertThat(processes).hasSize(2);
            assertThat(keeper.member().state()).isEqualTo("up");
            assertThat(keeper.member().restarts()).isEqualTo(1);
        });
        assertThat(said.getFirst()).isEqualTo("sleeper ended (killed by signal 9); starting it again in 1 s");
        assertThat(said.getLast())
                .startsWith("sleeper is back (pid " + processes.getLast().pid());
        keeper.stop();
    }

    @Test
    void a_start_that_fails_is_tried_again_after_a_longer_pause() {
        Keeper keeper = keeper();
        keeper.start();
        failures.set(1);
        processes.getFirst().destroyForcibly();
        await().atMost(java.time.Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(processes).hasSize(2));
        await().untilAsserted(() -> assertThat(keeper.member().state()).isEqualTo("up"));
        assertThat(said).anyMatch(line -> line.startsWith("sleeper did not start"));
        assertThat(said).anyMatch(line -> line.endsWith("starting it again in 2 s"));
        keeper.stop();
    }

    @Test
    void a_stopped_program_stays_stopped() {
        Keeper keeper = keeper();
        keeper.start();
        keeper.stop();
        assertThat(processes.getFirst().isAlive()).isFalse();
        assertThat(keeper.member().state()).isEqualTo("stopped");
        assertThat(keeper.member().pid()).isEqualTo(-1);
        assertThat(processes).hasSize(1);
        assertThat(said).isEmpty();
    }

    @Test
    void a_stop_between_two_starts_ends_the_waiting() {
        Keeper keeper = keeper();
        keeper.start();
        failures.set(1_000);
        processes.getFirst().destroyForcibly();
        await().untilAsserted(() -> assertThat(said).isNotEmpty());
        keeper.stop();
        assertThat(keeper.member().state()).isEqualTo("stopped");
    }

    @Test
    void a_first_start_that_fails_is_the_callers_to_tell() {
        failures.set(1);
        Keeper keeper = keeper();
        assertThatThrownBy(keeper::start).hasMessage("not today");
        assertThat(keeper.member().state()).isEqualTo("stopped");
        keeper.stop();
    }

    private Keeper keeper() {
        var watcher = new Keeper.Watcher() {
            @Override
            public void said(String what) {
                said.add(what);
            }

            @Override
            public void changed() {}
        };
        return new Keeper(Programs.named("sleeper", this::sleeper), watcher);
    }

    private Live sleeper() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("not today");
        }
        try {
            Process process = new ProcessBuilder("sleep", "600").start();
            processes.add(process);
            return new Live(process, 0, "", () -> {
                process.destroy();
                process.onExit().join();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
