package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
    private final CommandFixture cli = new CommandFixture();

    @TempDir
    private Path folder;

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void stopping_what_does_not_run_is_no_failure() {
        Invocation seen = cli.inside(new TestShell().in(folder)).bare("stop");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).startsWith("nothing runs in " + folder);
    }

    @Test
    void the_supervisor_is_ended() throws Exception {
        Process process = sleeper();
        write(ProcessIdentity.of(process.toHandle()));
        Invocation seen = cli.inside(new TestShell().in(folder)).bare("stop", "-o", "json");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("\"stopped\" : true");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void what_a_killed_supervisor_left_behind_is_ended() throws Exception {
        Process process = sleeper();
        var gone = new ProcessIdentity(999_999_999, Instant.EPOCH);
        write(gone);
        Path registry = Files.createDirectories(folder.resolve(".mesh/data/registry"));
        new ProcessRecord(ProcessIdentity.of(process.toHandle()), Optional.of(gone), 1234, ProcessRecord.State.READY)
                .write(registry.resolve("registry.json"));
        assertThat(cli.inside(new TestShell().in(folder)).bare("stop").exit()).isZero();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_supervisor_that_does_not_end_is_named() throws Exception {
        write(ProcessIdentity.of(sleeper().toHandle()));
        var command = new StopCommand(new TestShell().in(folder).shell(), (data, supervisor) -> false);
        assertThatThrownBy(command::call).isInstanceOfSatisfying(CliException.class, failed -> {
            assertThat(failed.code()).isEqualTo("MESH-7007");
            assertThat(failed.exit()).isEqualTo(ExitCode.TIMEOUT);
        });
    }

    @Test
    void a_stranger_with_the_supervisors_number_is_left_alone() throws Exception {
        Process process = sleeper();
        write(new ProcessIdentity(process.pid(), Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(cli.inside(new TestShell().in(folder)).bare("stop").out()).startsWith("nothing runs");
        assertThat(process.isAlive()).isTrue();
    }

    private Process sleeper() throws Exception {
        Process started = new ProcessBuilder("sleep", "600").start();
        process = started;
        return started;
    }

    private void write(ProcessIdentity supervisor) throws Exception {
        Path data = Files.createDirectories(folder.resolve(".mesh/data"));
        new DevState(DevState.Phase.RUNNING, supervisor, "", "", "mesh", "", List.of()).write(data);
    }
}
