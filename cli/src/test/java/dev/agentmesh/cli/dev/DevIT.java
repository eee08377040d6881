package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.output.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: processes, broker, registry, orchestrator. In order, because a start takes seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevIT {
    private static final String AGENT = """
            import dev.agentmesh.agent.Mesh;
            record Who(String name) {}
            record Hello(String text) {}
            void main() {
              Mesh.connect()
                  .agent("greeter", a -> a.skill("greet", Who.class, Hello.class, (who, task) -> new Hello("Hello " + who.name())))
                  .serve();
            }
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String WORKFLOW = """
            mesh: v1
            workflow: sum
            output: ${vars.total}
            steps:
              - id: add
                set: { total: "${input.a + input.b}" }
            """;

    @TempDir
    private static Path temporary;

    private static DevFolder dev = new DevFolder(Path.of("not-made-yet"));
    private static JsonNode started = Json.object();

    @BeforeAll
    static void start() throws Exception {
        dev = new DevFolder(temporary);
        Files.writeString(
                Files.createDirectories(dev.path().resolve("workflows")).resolve("sum.yaml"), WORKFLOW);
        Files.writeString(dev.path().resolve("workflows/broken.yaml"), "mesh: v1\nsteps: 3\n");
        Files.writeString(Files.createDirectories(dev.path().resolve("agents")).resolve("Greeter.java"), AGENT);
        DevFolder.Ran ran = dev.mesh("dev", "--detach", "--port", "0", "--http-port", "0", "-o", "json");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("sum@1 deployed", "workflows/broken.yaml:");
        started = ran.json();
    }

    @AfterAll
    static void stop() throws Exception {
        dev.mesh("stop");
    }

    @Test
    @Order(1)
    void every_part_is_a_process_of_its_own() {
        assertThat(started.path("state").asText()).isEqualTo("running");
        assertThat(dev.members().keySet()).containsExactlyInAnyOrder("broker", "registry", "orchestrator", "Greeter");
        List<Long> pids = new ArrayList<>(
                dev.members().values().stream().map(DevState.Member::pid).toList());
        pids.add(started.path("pid").asLong());
        assertThat(pids).doesNotHaveDuplicates().allMatch(DevFolder::isAlive);
    }

    @Test
    @Order(2)
    void a_second_one_in_the_same_folder_is_refused() throws Exception {
        DevFolder.Ran ran = dev.mesh("dev", "--no-agents");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err())
                .contains("MESH-1021", Long.toString(started.path("pid").asLong()));
    }

    @Test
    @Order(3)
    void commands_find_it_by_the_folder() throws Exception {
        JsonNode status = dev.mesh("status", "-o", "json").json();
        assertThat(status.path("bootstrap").asText())
                .isEqualTo(started.path("bootstrap").asText());
        DevFolder.Ran doctor = dev.mesh("doctor");
        assertThat(doctor.exit()).as(doctor.out() + doctor.err()).isZero();
    }

    @Test
    @Order(4)
    void a_workflow_is_deployed_run_and_proved() throws Exception {
        DevFolder.Ran deployed = dev.mesh("workflow", "deploy", "workflows/sum.yaml");
        assertThat(deployed.exit()).as(deployed.err()).isZero();
        assertThat(deployed.out()).contains("unchanged");
        DevFolder.Ran ran = dev.mesh(
                "run", "start", "sum", "-i", "{\"a\":2,\"b\":3}", "--id", "sum-1", "--wait", "--timeout", "2m");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("5\n");
        assertThat(dev.mesh("run", "result", "sum-1").out()).isEqualTo("5\n");
        JsonNode runs = dev.mesh("run", "list", "-o", "json").json().path("runs");
        assertThat(runs.path(0).path("status").asText()).isEqualTo("COMPLETED");
        DevFolder.Ran verified = dev.mesh("replay", "verify", "--all", "-o", "json");
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(verified.json().path("runs").path(0).path("result").asText()).isEqualTo("same");
        assertThat(dev.mesh("run", "start", "nobody-deployed-this").exit()).isEqualTo(3);
    }

    @Test
    @Order(5)
    void an_agent_of_the_project_answers() throws Exception {
        DevFolder.Ran ran =
                dev.mesh("task", "send", "greeter/greet", "-i", "{\"name\":\"Ada\"}", "--wait", "--timeout", "2m");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("{\"text\":\"Hello Ada\"}\n");
        assertThat(dev.mesh("agent", "list").out()).contains("greeter", "1 up");
    }

    @Test
    @Order(5)
    void poison_becomes_a_dead_letter_and_can_be_put_back() throws Exception {
        DevFolder.Ran published = dev.mesh("topic", "publish", "commands", "-k", "poison", "--raw", "-i", "{oops");
        assertThat(published.exit()).as(published.err()).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters()).hasSize(1));
        JsonNode letter = letters().get(0);
        assertThat(letter.path("failure").path("code").asText()).isEqualTo("MESH-6004");
        assertThat(dev.mesh("dlq", "get", letter.path("id").asText()).out()).contains("{oops");
        DevFolder.Ran redriven = dev.mesh("dlq", "redrive", letter.path("id").asText());
        assertThat(redriven.exit()).as(redriven.err()).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters())
                        .hasSize(1)
                        .noneMatch(other -> other.path("id").equals(letter.path("id"))));
    }

    @Test
    @Order(6)
    void a_topic_is_copied_with_a_manifest_that_proves_it() throws Exception {
        assertThat(dev.mesh("replay", "topic", "events", "--into", "copy").exit())
                .isZero();
        assertThat(dev.mesh("replay", "topic", "events", "--check", "copy").exit())
                .isZero();
        Path copy = dev.path().resolve("copy.jsonl");
        Files.writeString(copy, Files.readString(copy).replaceFirst("\"offset\":0", "\"offset\":7"));
        DevFolder.Ran tampered = dev.mesh("replay", "topic", "events", "--check", "copy");
        assertThat(tampered.exit()).isEqualTo(11);
        assertThat(tampered.err()).contains("MESH-5040");
    }

    @Test
    @Order(7)
    void a_killed_broker_comes_back_on_its_port_with_its_records() throws Exception {
        DevState.Member before = dev.member("broker");
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).untilAsserted(() -> {
            DevState.Member now = dev.member("broker");
            assertThat(now.state()).isEqualTo("up");
            assertThat(now.restarts()).isEqualTo(1);
            assertThat(now.port()).isEqualTo(before.port());
        });
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(dev.mesh("run", "result", "sum-1").out()).isEqualTo("5\n"));
    }

    @Test
    @Order(8)
    void a_killed_supervisor_takes_its_children_along_and_the_next_start_finds_everything() throws Exception {
        // Agents outlive a killed supervisor until the next start: only that knows of them.
        List<Long> children = dev.members().values().stream()
                .filter(member -> !member.name().equals("Greeter"))
                .map(DevState.Member::pid)
                .toList();
        long agent = dev.member("Greeter").pid();
        ProcessHandle.of(started.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(children).noneMatch(DevFolder::isAlive));
        assertThat(dev.mesh("run", "list").exit()).isEqualTo(5);
        DevFolder.Ran again = dev.mesh("dev", "--detach", "-o", "json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(DevFolder.isAlive(agent)).isFalse();
        assertThat(again.json().path("bootstrap")).isEqualTo(started.path("bootstrap"));
        assertThat(dev.mesh("run", "result", "sum-1").out()).isEqualTo("5\n");
    }

    @Test
    @Order(9)
    void stopping_ends_every_process() throws Exception {
        List<Long> children =
                dev.members().values().stream().map(DevState.Member::pid).toList();
        DevFolder.Ran ran = dev.mesh("stop");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("stopped\n");
        assertThat(children).noneMatch(DevFolder::isAlive);
        assertThat(dev.mesh("stop").out()).startsWith("nothing runs");
    }

    private static List<JsonNode> letters() throws Exception {
        var letters = new ArrayList<JsonNode>();
        dev.mesh("dlq", "list", "-o", "json").json().path("letters").forEach(letters::add);
        return letters;
    }
}
