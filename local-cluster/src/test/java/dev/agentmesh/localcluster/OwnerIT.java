package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.process.ChildJvm;
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
        var owner = new ChildJvm(
                        List.of("-D" + RegistryHome.PROPERTY + "=" + RegistryHome.find()),
                        System.getProperty("java.class.path"),
                        ClusterOwner.class.getName(),
                        List.of(folder.toString()),
                        folder,
                        folder.resolve("owner.err"))
                .start(ChildJvm.Stdout.READ_BY_US);
        var children = Stream.of(owner.inputReader().readLine().split(" "))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

        owner.destroyForcibly().waitFor();

        for (var child : children) {
            child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
}
