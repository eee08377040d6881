package dev.agentmesh.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.localcluster.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several orchestrators of one mesh, each a process with a disk of its own, as on several machines. */
class TakeoverIT {
    private static final String WORKFLOW = """
            mesh: v1
            workflow: echo-thrice
            steps:
              - { id: a, agent: echo, with: "${input}", timeout: 10m }
              - { id: b, agent: echo, with: "${steps.a.output}", timeout: 10m }
              - { id: c, agent: echo, with: "${steps.b.output}", timeout: 10m }
            """;
    private static final int RUNS = 1_000;
    private static final int EVENTS = 1 + 3 * 2 + 1;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path temporary;

    private final List<Process> processes = new ArrayList<>();
    private final StubRegistry registry = StubRegistry.start();
    private final TestMesh mesh = new TestMesh(TestBroker.shared().bootstrapServers(), registry.url());

    @BeforeEach
    void deploy() {
        mesh.deploy("echo-thrice", WORKFLOW);
    }

    @AfterEach
    void stop() throws InterruptedException {
        mesh.close();
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
        registry.close();
    }

    @Test
    void two_share_the_work_and_one_completes_what_the_other_was_killed_over() throws Exception {
        Process first = start("one");
        start("two");
        await().atMost(PATIENCE)
                .until(() -> mesh.shares(group()).values().stream()
                                .filter(partitions -> partitions > 0)
                                .count()
                        == 2);
        Map<String, Integer> shares = mesh.shares(group());
        assertThat(shares.keySet()).anyMatch(name -> name.startsWith("one")).anyMatch(name -> name.startsWith("two"));
        mesh.serve("echo");
        mesh.startRuns("echo-thrice", 0, RUNS);
        await().atMost(PATIENCE).until(() -> mesh.outcomes() >= 20);

        first.destroyForcibly().waitFor();
        mesh.startRuns("echo-thrice", RUNS, RUNS + 100);

        await().atMost(PATIENCE).until(() -> mesh.outcomes() == RUNS + 100);
        mesh.assertWholeLogs(RUNS + 100, EVENTS);
    }

    @Test
    void another_machine_goes_on_with_nothing_on_its_disk() throws Exception {
        Process first = start("one");
        mesh.serve("echo");
        mesh.startRuns("echo-thrice", 0, RUNS);
        await().atMost(PATIENCE).until(() -> mesh.outcomes() >= 20);

        first.destroyForcibly().waitFor();
        assertThat(mesh.outcomes()).isLessThan(RUNS);
        start("two");

        await().atMost(PATIENCE).until(() -> mesh.outcomes() == RUNS);
        mesh.assertWholeLogs(RUNS, EVENTS);
    }

    private String group() {
        return mesh.names().namespace() + ".orchestrator";
    }

    /** Returns when it serves. */
    private Process start(String instance) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(instance));
        Path ready = folder.resolve("ready.json");
        Path log = folder.resolve("log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dmesh.bootstrap=" + mesh.cluster().bootstrapServers(),
                        "-Dmesh.registry=" + registry.url(),
                        "-Dmesh.namespace=" + mesh.names().namespace(),
                        "-Dmesh.instance=" + instance,
                        "-Dmesh.data=" + folder.resolve("state"),
                        "-Dmesh.ready.file=" + ready,
                        "-Dmesh.http.port=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrchestratorProcess.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MESH_"));
        builder.environment()
                .putAll(Map.of(
                        "MESH_LEASE_SECRET", "a secret of sixteen bytes",
                        "MESH_SESSION_TIMEOUT_MS", "6000",
                        "MESH_TOPICS_REPLICATION_FACTOR", "1"));
        Process process = builder.start();
        processes.add(process);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(ready).as(Files.readString(log)).exists();
        });
        return process;
    }
}
