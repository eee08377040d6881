package dev.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAgentsTest {
    private static final ClusterSettings NOWHERE = ClusterSettings.of("127.0.0.1:1", "http://127.0.0.1:1", "mesh");

    @TempDir
    Path home;

    @Test
    void an_agent_that_ends_by_itself_is_told_of_with_its_last_words() throws IOException {
        Path target = home.resolve("examples/code-review/target");
        Files.createDirectories(target.resolve("lib"));
        new JarOutputStream(Files.newOutputStream(target.resolve("empty.jar")), new Manifest()).close();
        try (DemoAgents agents = new DemoAgents(NOWHERE, home, home.resolve("logs"), home.resolve("faults"))) {
            agents.start("diff", "diff-1");

            assertThatThrownBy(
                            () -> Waiting.until("the agent to end", Duration.ofSeconds(60), () -> !stillRuns(agents)))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("MESH-1041")
                    .hasMessageContaining("diff-1");
        }
    }

    private static boolean stillRuns(DemoAgents agents) {
        agents.requireRunning();
        return true;
    }

    @Test
    void agents_that_were_not_built_are_not_started() {
        try (DemoAgents agents = new DemoAgents(NOWHERE, home, home.resolve("logs"), home.resolve("faults"))) {
            assertThatThrownBy(() -> agents.start("diff", "diff-1")).hasMessageContaining("MESH-1040");
            assertThatCode(agents::requireRunning).doesNotThrowAnyException();
        }
        assertThat(home.resolve("logs/diff-1.log")).doesNotExist();
    }
}
