package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortChoiceTest {

    @TempDir
    Path temporary;

    @Test
    void without_a_wish_or_a_past_any_free_port_will_do() throws IOException {
        assertThat(LoopbackPorts.isFree(PortChoice.of(0, record()))).isTrue();
    }

    @Test
    void without_a_wish_the_port_of_the_last_run_is_taken_again() throws IOException {
        var port = LoopbackPorts.free();
        remember(port);

        assertThat(PortChoice.of(0, record())).isEqualTo(port);
    }

    @Test
    void a_remembered_port_that_is_taken_is_given_up() throws IOException {
        try (var other = server()) {
            remember(other.getLocalPort());

            assertThat(PortChoice.of(0, record())).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void a_wish_wins_over_the_past() throws IOException {
        remember(LoopbackPorts.free());
        var wish = LoopbackPorts.free();

        assertThat(PortChoice.of(wish, record())).isEqualTo(wish);
    }

    @Test
    void a_record_that_is_not_ours_is_no_past() throws IOException {
        Files.writeString(record(), "not json");

        assertThat(PortChoice.of(0, record())).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_wish_that_is_taken_is_refused_and_names_the_process() throws IOException {
        try (var other = server()) {
            var port = other.getLocalPort();

            assertThatThrownBy(() -> PortChoice.of(port, record()))
                    .asInstanceOf(type(LocalClusterException.class))
                    .returns("MESH-1020", LocalClusterException::code)
                    .returns(
                            "port " + port + " is taken by process "
                                    + ProcessHandle.current().pid() + " (java)",
                            LocalClusterException::problem);
        }
    }

    private Path record() {
        return temporary.resolve("server.json");
    }

    private void remember(int port) throws IOException {
        new ProcessRecord(ProcessIdentity.current(), Optional.empty(), port, ProcessRecord.State.STOPPED)
                .write(record());
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(LoopbackPorts.free(), 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
