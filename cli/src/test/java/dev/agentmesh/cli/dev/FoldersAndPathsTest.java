package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.localcluster.DataFolder;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersAndPathsTest {
    @TempDir
    private Path folder;

    @Test
    void fresh_removes_what_dev_servers_store_and_nothing_else() throws Exception {
        Files.createDirectories(folder.resolve("broker/kafka/deep"));
        Files.writeString(folder.resolve("broker/kafka/deep/file"), "x");
        Files.writeString(folder.resolve("dev.json"), "{}");
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "x");
        Files.createSymbolicLink(folder.resolve("registry"), elsewhere);
        try (DataFolder open = FreshFolder.open(folder)) {
            assertThat(folder.resolve("broker")).doesNotExist();
            assertThat(folder.resolve("dev.json")).doesNotExist();
            assertThat(Files.isSymbolicLink(folder.resolve("registry"))).isFalse();
            assertThat(precious).hasContent("years of work");
            assertThat(elsewhere.resolve("kept")).exists();
            assertThat(open.path()).isEqualTo(folder.toRealPath());
        }
    }

    @Test
    void fresh_leaves_a_folder_alone_that_is_in_use() throws Exception {
        Files.createDirectories(folder.resolve("broker"));
        try (DataFolder used = DataFolder.open(folder, 0)) {
            assertThatThrownBy(() -> FreshFolder.open(folder)).hasMessageContaining("MESH-1021");
            assertThat(folder.resolve("broker")).exists();
            assertThat(used.path()).exists();
        }
    }

    @Test
    void fresh_also_empties_what_newer_software_wrote() throws Exception {
        Files.writeString(
                folder.resolve("version.json"),
                "{\"layout\":99,\"mesh\":\"9.9\",\"kafka\":\"99.0\",\"registry\":\"99.0\"}");
        Files.createDirectories(folder.resolve("broker"));
        assertThatThrownBy(() -> DataFolder.open(folder, 0)).hasMessageContaining("MESH-1022");
        FreshFolder.open(folder).close();
        assertThat(folder.resolve("broker")).doesNotExist();
    }

    @Test
    void a_program_is_its_jar_and_its_lib() throws Exception {
        Path target = Files.createDirectories(folder.resolve("home dir/orchestrator/app/target"));
        Files.createDirectories(target.resolve("lib"));
        Files.writeString(target.resolve("agentmesh-orchestrator-1.jar"), "");
        Files.writeString(target.resolve("agentmesh-orchestrator-1-sources.jar"), "");
        ModulePath path = ModulePath.of(folder.resolve("home dir"), "orchestrator/app");
        assertThat(path.jars()).isEqualTo(target.resolve("agentmesh-orchestrator-1.jar") + ":" + target + "/lib/*");
        assertThat(path.withOwner()).startsWith(path.jars() + ":");
    }

    @Test
    void a_program_that_was_not_built_is_named() {
        assertThatThrownBy(() -> ModulePath.of(folder, "orchestrator/app"))
                .hasMessageContaining("MESH-1040")
                .hasMessageContaining("orchestrator/app");
    }

    @Test
    void a_port_once_used_is_used_again() throws Exception {
        Path record = folder.resolve("record.json");
        assertThat(Ports.wish(OptionalInt.of(7), 9092, record)).isEqualTo(7);
        new ProcessRecord(ProcessIdentity.current(), Optional.empty(), 23_456, ProcessRecord.State.STOPPED)
                .write(record);
        assertThat(Ports.wish(OptionalInt.empty(), 9092, record)).isZero();
        assertThat(Ports.choose(OptionalInt.empty(), 9092, record)).isEqualTo(23_456);
    }

    @Test
    void a_well_known_port_that_is_taken_is_not_insisted_on() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Path record = folder.resolve("none.json");
            assertThat(Ports.wish(OptionalInt.empty(), taken.getLocalPort(), record))
                    .isZero();
            assertThat(Ports.choose(OptionalInt.empty(), taken.getLocalPort(), record))
                    .isNotEqualTo(taken.getLocalPort())
                    .isPositive();
        }
    }
}
