package dev.agentmesh.bench.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    private Path folder;

    @Test
    void a_program_that_ends_before_it_is_ready_is_told_of_with_its_last_words() {
        ProcessBuilder program = new ProcessBuilder("sh", "-c", "echo no memory left >&2");

        assertThatThrownBy(() -> Child.start("loop", program, "ready", folder.resolve("loop.log")))
                .isInstanceOfSatisfying(CliException.class, e -> {
                    assertThat(e.code()).isEqualTo("MESH-1060");
                    assertThat(e.error().cause()).contains("no memory left");
                });
    }

    @Test
    void a_program_is_ready_when_it_says_so_and_ends_when_it_is_closed() {
        ProcessBuilder program = new ProcessBuilder("sh", "-c", "echo ready; exec sleep 60");
        long pid;
        try (Child child = Child.start("loop", program, "ready", folder.resolve("loop.log"))) {
            pid = child.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
