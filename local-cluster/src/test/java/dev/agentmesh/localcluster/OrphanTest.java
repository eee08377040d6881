package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {

    private static final ProcessIdentity NOBODY = new ProcessIdentity(4_000_000_000L, Instant.EPOCH);

    @TempDir
    Path temporary;

    @Test
    void a_server_left_behind_is_ended_by_the_next_start() throws IOException, InterruptedException {
        var left = new ProcessBuilder("sleep", "600").start();

        LocalBrokerLauncher.endOrphan(recordOf(left, NOBODY));

        assertThat(left.waitFor()).isNotZero();
    }

    @Test
    void a_server_in_use_is_left_alone() throws IOException, InterruptedException {
        var used = new ProcessBuilder("sleep", "600").start();
        try {
            LocalBrokerLauncher.endOrphan(recordOf(used, ProcessIdentity.current()));

            assertThat(used.isAlive()).isTrue();
        } finally {
            used.destroyForcibly().waitFor();
        }
    }

    private Path recordOf(Process server, ProcessIdentity owner) throws IOException {
        var file = temporary.resolve("server.json");
        new ProcessRecord(ProcessIdentity.of(server.toHandle()), Optional.of(owner), 9092, ProcessRecord.State.READY)
                .write(file);
        return file;
    }
}
