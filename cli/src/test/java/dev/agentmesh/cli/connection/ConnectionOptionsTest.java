package dev.agentmesh.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void a_running_dev_server_of_the_folder_is_found() throws Exception {
        devServer(ProcessIdentity.current(), DevState.Phase.RUNNING);
        ClusterSettings found = settings(new TestShell().in(folder));
        assertThat(found.bootstrapServers()).isEqualTo("127.0.0.1:1111");
        assertThat(found.registry().urls()).hasToString("[http://127.0.0.1:2222/apis/ccompat/v7]");
        assertThat(found.names().namespace()).isEqualTo("dev-ns");
        assertThat(found.properties()).containsEntry("mesh.topics.replication.factor", "1");
    }

    @Test
    void it_is_found_from_a_folder_below() throws Exception {
        devServer(ProcessIdentity.current(), DevState.Phase.RUNNING);
        Path below = Files.createDirectories(folder.resolve("a/b"));
        assertThat(settings(new TestShell().in(below)).bootstrapServers()).isEqualTo("127.0.0.1:1111");
    }

    @Test
    void a_dev_server_that_ended_is_named_in_the_error() throws Exception {
        devServer(new ProcessIdentity(999_999_999, Instant.EPOCH), DevState.Phase.RUNNING);
        assertThatThrownBy(() -> settings(new TestShell().in(folder)))
                .isInstanceOfSatisfying(CliException.class, failed -> {
                    assertThat(failed.exit()).isEqualTo(ExitCode.UNREACHABLE);
                    assertThat(failed.code()).isEqualTo("MESH-7011");
                    assertThat(failed.error().cause()).contains("is not running (it was running)");
                });
    }

    @Test
    void another_process_with_the_same_number_is_not_the_dev_server() throws Exception {
        devServer(
                new ProcessIdentity(ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z")),
                DevState.Phase.RUNNING);
        assertThatThrownBy(() -> settings(new TestShell().in(folder))).hasMessageContaining("MESH-7011");
    }

    @Test
    void flags_outrank_variables_those_the_project_and_that_the_dev_server() throws Exception {
        devServer(ProcessIdentity.current(), DevState.Phase.RUNNING);
        Files.writeString(
                folder.resolve(".mesh/config.yaml"),
                "bootstrap: project:9092\nnamespace: project\nclients:\n  security.protocol: SSL\n");
        ClusterSettings project = settings(new TestShell().in(folder));
        assertThat(project.bootstrapServers()).isEqualTo("project:9092");
        assertThat(project.names().namespace()).isEqualTo("project");
        assertThat(project.registry().urls()).hasToString("[http://127.0.0.1:2222/apis/ccompat/v7]");
        assertThat(project.properties()).containsEntry("security.protocol", "SSL");

        TestShell variables = new TestShell()
                .in(folder)
                .with("MESH_BOOTSTRAP_SERVERS", "localhost:9092")
                .with("MESH_KAFKA_SASL_MECHANISM", "PLAIN");
        assertThat(settings(variables).bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings(variables).properties()).containsEntry("sasl.mechanism", "PLAIN");
        assertThat(settings(variables).names().namespace()).isEqualTo("project");

        ClusterSettings flags = settings(variables, "--bootstrap", "flag:1", "--namespace", "n");
        assertThat(flags.bootstrapServers()).isEqualTo("flag:1");
        assertThat(flags.properties()).doesNotContainKey("mesh.topics.replication.factor");
    }

    @Test
    void the_short_spellings_of_agents_work_as_well() {
        TestShell shell =
                new TestShell().in(folder).with("MESH_BOOTSTRAP", "short:1").with("MESH_REGISTRY", "http://short:2");
        assertThat(settings(shell).bootstrapServers()).isEqualTo("short:1");
        assertThat(settings(shell).registry().urls()).hasToString("[http://short:2]");
    }

    @Test
    void an_unknown_key_of_the_project_is_refused_with_those_that_exist() throws Exception {
        Files.createDirectories(folder.resolve(".mesh"));
        Files.writeString(folder.resolve(".mesh/config.yaml"), "boostrap: x:1\n");
        assertThatThrownBy(() -> settings(new TestShell().in(folder)))
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("unknown key \"boostrap\"")
                .hasMessageContaining("bootstrap, registry, namespace, clients");
    }

    @Test
    void a_project_file_that_is_not_yaml_is_refused() throws Exception {
        Files.createDirectories(folder.resolve(".mesh"));
        Files.writeString(folder.resolve(".mesh/config.yaml"), "bootstrap: [\n");
        assertThatThrownBy(() -> settings(new TestShell().in(folder))).hasMessageContaining("is not valid YAML");
    }

    @Test
    void a_command_waits_less_long_than_a_server() {
        ClusterSettings found = settings(new TestShell().in(folder), "--bootstrap", "a:1", "--registry", "http://b:2");
        assertThat(found.properties()).containsEntry("consumer.default.api.timeout.ms", "8000");
    }

    @Test
    void a_closed_port_and_an_unknown_name_are_told_apart() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
            Reachable.require("127.0.0.1:" + closed);
        }
        assertThatThrownBy(() -> Reachable.require("127.0.0.1:" + closed))
                .hasMessage("MESH-5001 cannot reach Kafka at 127.0.0.1:" + closed + " (refused)");
        assertThatThrownBy(() -> Reachable.require("no-such-host.invalid:9092"))
                .hasMessageContaining("the name does not resolve");
        assertThatThrownBy(() -> Reachable.require("nonsense")).hasMessageContaining("expected HOST:PORT");
    }

    private void devServer(ProcessIdentity supervisor, DevState.Phase phase) throws Exception {
        Path data = Files.createDirectories(folder.resolve(".mesh/data"));
        new DevState(
                        phase,
                        supervisor,
                        "127.0.0.1:1111",
                        "http://127.0.0.1:2222/apis/ccompat/v7",
                        "dev-ns",
                        "http://127.0.0.1:3333",
                        List.of(new DevState.Member("broker", "up", 7, 1111, 0)))
                .write(data);
    }

    private static ClusterSettings settings(TestShell shell, String... flags) {
        var options = new ConnectionOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("connection", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(flags);
        return options.settings(shell.shell());
    }
}
