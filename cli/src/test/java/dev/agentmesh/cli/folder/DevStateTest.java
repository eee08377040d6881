package dev.agentmesh.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStateTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_read() {
        var state = new DevState(
                DevState.Phase.RUNNING,
                ProcessIdentity.current(),
                "127.0.0.1:9092",
                "http://127.0.0.1:8081",
                "mesh",
                "http://127.0.0.1:8300",
                List.of(new DevState.Member("broker", "up", 4711, 9092, 2)));
        state.write(folder);
        assertThat(DevState.read(folder)).contains(state);
        assertThat(state.isAlive()).isTrue();
    }

    @Test
    void nothing_written_is_no_state() {
        assertThat(DevState.read(folder)).isEmpty();
    }

    @Test
    void a_file_of_somebody_else_is_no_state() throws Exception {
        for (String content : List.of("", "[]", "{}", "{\"state\":\"running\",\"pid\":1}", "{\"state\":\"odd\"}")) {
            Files.writeString(folder.resolve("dev.json"), content);
            assertThat(DevState.read(folder)).as(content).isEmpty();
        }
    }

    @Test
    void a_server_that_stopped_is_not_alive() {
        var state = new DevState(DevState.Phase.STOPPED, ProcessIdentity.current(), "", "", "mesh", "", List.of());
        assertThat(state.isAlive()).isFalse();
    }

    @Test
    void data_is_where_the_flag_the_variable_or_the_folder_say() throws Exception {
        var shell = new TestShell().in(folder);
        assertThat(MeshFolder.data(shell.shell(), Optional.empty())).isEqualTo(folder.resolve(".mesh/data"));
        assertThat(MeshFolder.data(shell.shell(), Optional.of(Path.of("x")))).isEqualTo(folder.resolve("x"));
        assertThat(MeshFolder.data(shell.with("MESH_DATA", "y").shell(), Optional.empty()))
                .isEqualTo(folder.resolve("y"));
        Files.createDirectories(folder.resolve(".mesh/data"));
        Path below = Files.createDirectories(folder.resolve("src/deep"));
        assertThat(MeshFolder.data(new TestShell().in(below).shell(), Optional.empty()))
                .isEqualTo(folder.resolve(".mesh/data"));
    }
}
