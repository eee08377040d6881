package dev.agentmesh.examples.codereview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.agent.Poison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectedFaultTest {
    @TempDir
    Path folder;

    @Test
    void nothing_happens_unless_it_was_asked_for() {
        assertThatCode(() -> new InjectedFault(Optional.empty(), "style").strike("a.py"))
                .doesNotThrowAnyException();
        assertThatCode(() -> fault("style").strike("a.py")).doesNotThrowAnyException();
    }

    @Test
    void the_named_path_fails_until_the_file_is_gone() throws IOException {
        Files.writeString(file(), "fail src/a b.py\n");
        assertThatThrownBy(() -> fault("style").strike("src/a b.py"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mesh.demo.fault");
        assertThatCode(() -> fault("style").strike("src/b.py")).doesNotThrowAnyException();
        assertThatCode(() -> fault("security").strike("src/a b.py")).doesNotThrowAnyException();
        Files.delete(file());
        assertThatCode(() -> fault("style").strike("src/a b.py")).doesNotThrowAnyException();
    }

    @Test
    void an_agent_named_in_front_is_struck_instead() throws IOException {
        Files.writeString(file(), "security: poison a.py\n");
        assertThatThrownBy(() -> fault("security").strike("a.py"))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.code()).isEqualTo("INJECTED_FAULT"));
        assertThatCode(() -> fault("style").strike("a.py")).doesNotThrowAnyException();
    }

    @Test
    void a_slow_path_takes_its_time_and_can_be_interrupted() throws Exception {
        Files.writeString(file(), "slow a.py 600\nslow b.py soon\n");
        assertThatCode(() -> fault("style").strike("b.py")).doesNotThrowAnyException();
        Thread worker = Thread.ofVirtual().start(() -> {
            assertThatThrownBy(() -> fault("style").strike("a.py")).isInstanceOf(IOException.class);
        });
        worker.interrupt();
        assertThat(worker.join(Duration.ofSeconds(20))).isTrue();
    }

    private InjectedFault fault(String agent) {
        return new InjectedFault(Optional.of(file()), agent);
    }

    private Path file() {
        return folder.resolve("faults");
    }
}
