package dev.agentmesh.localcluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.process.ProcessRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final ProcessIdentity NOBODY = new ProcessIdentity(4_000_000_000L, Instant.EPOCH);

    @TempDir
    Path temporary;

    private Process server;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void what_was_written_is_read() throws IOException {
        var record = record(Optional.of(ProcessIdentity.current()));
        var file = temporary.resolve("server.json");

        record.write(file);

        assertThat(ProcessRecord.read(file)).contains(record);
    }

    @Test
    void what_is_not_there_or_not_ours_is_no_record() throws IOException {
        assertThat(ProcessRecord.read(temporary.resolve("missing.json"))).isEmpty();
        for (var foreign : new String[] {"", "[]", "{\"pid\": 1}", "{\"pid\": 1, \"startedAt\": \"then\"}"}) {
            assertThat(ProcessRecord.read(Files.writeString(temporary.resolve("foreign.json"), foreign)))
                    .as(foreign)
                    .isEmpty();
        }
    }

    @Test
    void a_server_whose_owner_is_gone_is_an_orphan() {
        assertThat(record(Optional.of(NOBODY)).orphan()).contains(server.toHandle());
    }

    @Test
    void a_server_whose_owner_lives_is_not() {
        assertThat(record(Optional.of(ProcessIdentity.current())).orphan()).isEmpty();
    }

    @Test
    void a_server_started_by_hand_has_no_owner_to_lose() {
        assertThat(record(Optional.empty()).orphan()).isEmpty();
    }

    @Test
    void a_server_that_ended_is_nobodys_orphan() throws InterruptedException {
        var record = record(Optional.of(NOBODY));

        server.destroyForcibly().waitFor();

        assertThat(record.orphan()).isEmpty();
    }

    @Test
    void a_pid_that_was_given_to_another_process_is_not_the_server() {
        var before = new ProcessIdentity(server.pid(), Instant.now().minus(Duration.ofHours(1)));

        assertThat(before.alive()).isEmpty();
        assertThat(ProcessIdentity.of(server.toHandle()).alive()).contains(server.toHandle());
    }

    private ProcessRecord record(Optional<ProcessIdentity> owner) {
        return new ProcessRecord(ProcessIdentity.of(server.toHandle()), owner, 9092, State.READY);
    }
}
