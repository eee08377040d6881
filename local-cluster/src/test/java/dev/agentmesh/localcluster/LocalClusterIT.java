package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {

    private static final long NO_MATTER = 0;

    @TempDir
    Path folder;

    @Test
    void both_come_up_again_where_they_were_although_both_were_killed() throws Exception {
        String bootstrapServers;
        String url;
        try (var before = LocalCluster.start(settings())) {
            bootstrapServers = before.broker().bootstrapServers();
            url = before.registry().url();
            new Records(bootstrapServers).createTopic("orders");
            new Records(bootstrapServers).produce("orders", "a");
            before.broker().kill();
            before.registry().kill();
        }

        try (var after = LocalCluster.start(settings())) {
            assertThat(after.broker().bootstrapServers()).isEqualTo(bootstrapServers);
            assertThat(after.registry().url()).isEqualTo(url);
            assertThat(new Records(bootstrapServers).all("orders")).containsExactly("a");
        }
    }

    @Test
    void a_folder_in_use_is_refused_and_left_alone() {
        try (var first = LocalCluster.start(settings())) {
            assertThatThrownBy(() -> LocalCluster.start(settings()))
                    .asInstanceOf(type(LocalClusterException.class))
                    .returns("MESH-1021", LocalClusterException::code);

            assertThat(first.broker().process().isAlive()).isTrue();
            assertThat(first.registry().process().isAlive()).isTrue();
        }
    }

    @Test
    void when_one_cannot_start_neither_is_left_running() throws Exception {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var other = new ServerSocket(LoopbackPorts.free(), 1, loopback)) {
            var taken = settings().withPorts(0, other.getLocalPort());

            assertThatThrownBy(() -> LocalCluster.start(taken))
                    .asInstanceOf(type(LocalClusterException.class))
                    .returns("MESH-1020", LocalClusterException::code);
        }
        assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
        DataFolder.open(folder, NO_MATTER).close();
    }

    private LocalClusterSettings settings() {
        return LocalClusterSettings.in(folder).withFreeBytes(NO_MATTER);
    }
}
