package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.folder.DevState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker, orchestrator and agent of one mesh, each killed in the middle of work, again and again. */
class KillsIT {
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
    private static final int RUNS = 12;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String AGENT = """
            import dev.agentmesh.agent.Mesh;
            record Number(long value) {}
            void main() {
              Mesh.connect()
                  .agent("doubler", a -> a.width(4).skill("double", Number.class, Number.class, (number, task) -> {
                    Thread.sleep(50 + number.value() % 7 * 40);
                    return new Number(number.value() * 2);
                  }))
                  .serve();
            }
            """;
    private static final String WORKFLOW = """
            mesh: v1
            workflow: doubles
            output: ${steps.last.output.value}
            steps:
              - id: each
                map:
                  over: input.numbers
                  as: number
                  width: 3
                  do:
                    - id: once
                      agent: doubler/double
                      with: { value: "${number}" }
              - id: last
                agent: doubler/double
                with: { value: "${steps.each.outputs[0].value + steps.each.outputs[11].value}" }
            """;

    @TempDir
    private Path temporary;

    private DevFolder dev = new DevFolder(Path.of("not-made-yet"));

    @BeforeEach
    void start() throws Exception {
        dev = new DevFolder(temporary);
        Files.writeString(
                Files.createDirectories(temporary.resolve("workflows")).resolve("doubles.yaml"), WORKFLOW);
        Files.writeString(Files.createDirectories(temporary.resolve("agents")).resolve("Doubler.java"), AGENT);
        DevFolder.Ran ran = dev.mesh("dev", "--detach", "--port", "0", "--http-port", "0", "-o", "json");
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        dev.mesh("stop");
    }

    @Test
    void no_run_is_lost_and_the_log_stays_whole_whoever_is_killed_whenever() throws Exception {
        var random = new Random(SEED);
        List<Future<Integer>> starts = new ArrayList<>();
        try (ExecutorService starter = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < RUNS; i++) {
                int number = i;
                starts.add(starter.submit((Callable<Integer>) () -> startRun(number)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String victim : List.of("orchestrator", "Doubler", "broker")) {
                    LockSupport.parkNanos(
                            Duration.ofMillis(500 + random.nextInt(2500)).toNanos());
                    kill(victim);
                }
            }
            for (Future<Integer> start : starts) {
                assertThat(start.get()).as("seed " + SEED).isZero();
            }
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(ended())
                        .as("seed " + SEED)
                        .hasSize(RUNS)
                        .allMatch(run -> run.path("status").asText().equals("COMPLETED")));
        for (int i = 0; i < RUNS; i++) {
            assertThat(dev.mesh("run", "result", "doubles-" + i).out()).isEqualTo(4 * (2 * i + 11) + "\n");
        }
        DevFolder.Ran verified = dev.mesh("replay", "verify", "--all", "-o", "json");
        assertThat(verified.exit())
                .as("seed " + SEED + verified.out() + verified.err())
                .isZero();
        assertThat(verified.json().path("runs"))
                .hasSize(RUNS)
                .allMatch(run -> run.path("result").asText().equals("same"));
    }

    /** The same start again until somebody answers: whoever starts work must expect a broker that is not there. */
    private int startRun(int number) throws Exception {
        var numbers = new StringBuilder();
        for (int i = number; i < number + 12; i++) {
            numbers.append(numbers.isEmpty() ? "" : ",").append(i);
        }
        int exit = 5;
        for (int tries = 0; tries < 20 && (exit == 5 || exit == 7); tries++) {
            exit = dev.mesh(
                            "run",
                            "start",
                            "doubles",
                            "-i",
                            "{\"numbers\":[" + numbers + "]}",
                            "--id",
                            "doubles-" + number)
                    .exit();
        }
        return exit;
    }

    /** Ends a process as a power cut would, and waits until the mesh has started it again. */
    private void kill(String name) {
        DevState.Member before = dev.member(name);
        ProcessHandle.of(before.pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).untilAsserted(() -> {
            DevState.Member now = dev.member(name);
            assertThat(now.restarts()).isGreaterThan(before.restarts());
            assertThat(now.state()).isEqualTo("up");
        });
    }

    private List<JsonNode> ended() throws Exception {
        var runs = new ArrayList<JsonNode>();
        dev.mesh("run", "list", "-o", "json").json().path("runs").forEach(runs::add);
        return runs.stream()
                .filter(run -> !run.path("status").asText().equals("RUNNING"))
                .toList();
    }
}
