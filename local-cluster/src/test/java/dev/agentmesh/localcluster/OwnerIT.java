package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerIT {

    private static final int LIMIT_SECONDS = 20;

    @TempDir
    Path folder;

    @Test
    void broker_and_registry_end_when_their_owner_is_killed() throws Exception {
        var owner = start();
        var children = children(owner);
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

        owner.destroyForcibly().waitFor();

        for (var child : children) {
            child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void what_cannot_end_by_itself_is_ended_by_the_next_start() throws Exception {
        var owner = start();
        var children = children(owner);
        for (var child : children) {
            new ProcessBuilder("kill", "-STOP", Long.toString(child.pid()))
                    .start()
                    .waitFor();
        }
        owner.destroyForcibly().waitFor();
        assertThat(children).allMatch(ProcessHandle::isAlive);

        var next = start();
        try {
            assertThat(children(next)).hasSize(2).doesNotContainAnyElementsOf(children);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        } finally {
            next.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        return new ChildJvm(
                        List.of("-D" + RegistryHome.PROPERTY + "=" + RegistryHome.find()),
                        System.getProperty("java.class.path"),
                        ClusterOwner.class.getName(),
                        List.of(folder.toString()),
                        folder,
                        folder.resolve("owner.err"))
                .start(ChildJvm.Stdout.READ_BY_US);
    }

    private static List<ProcessHandle> children(Process owner) throws IOException {
        return Stream.of(owner.inputReader().readLine().split(" "))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }
}
