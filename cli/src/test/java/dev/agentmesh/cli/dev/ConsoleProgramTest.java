package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgramTest {
    @TempDir
    private Path folder;

    @Test
    void a_process_that_ends_at_once_is_told_with_its_last_words() throws Exception {
        Path target = folder.resolve("home/console/target");
        Files.createDirectories(target.resolve("lib"));
        // A program without the class that is to be run.
        new JarOutputStream(Files.newOutputStream(target.resolve("empty.jar"))).close();
        assertThatThrownBy(() -> program().start()).isInstanceOfSatisfying(CliException.class, failed -> {
            assertThat(failed.code()).isEqualTo("MESH-1041");
            assertThat(failed.error().cause()).contains("exit code 1", "ConsoleProcess");
            assertThat(failed.error().fix()).contains("console.log");
        });
    }

    @Test
    void a_program_that_was_not_built_is_not_started() {
        assertThatThrownBy(() -> program().start()).hasMessageContaining("MESH-1040");
    }

    private ConsoleProgram program() {
        var settings = new DevSettings(
                folder.resolve("data"),
                folder,
                OptionalInt.empty(),
                OptionalInt.of(0),
                "mesh",
                folder.resolve("home"),
                DevSettings.Agents.LEFT_OUT,
                DevSettings.BrokerKind.LIGHT,
                DevSettings.ReadSide.STARTED);
        return new ConsoleProgram(
                settings, () -> ClusterSettings.of("127.0.0.1:1", "http://127.0.0.1:2", settings.namespace()));
    }
}
