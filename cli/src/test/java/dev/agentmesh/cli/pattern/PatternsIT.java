package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.LiveCommands;
import dev.agentmesh.cli.dev.DevFolder;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.kafka.KafkaGateways;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example pattern once on a real mesh: broker, registry and orchestrator as {@code mesh dev} starts them, agents in processes
 * of their own that say what the cases have them say, commands as people type them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PatternsIT {
    private static final String SIGNING = """
            mesh: v1
            workflow: signing
            steps:
              - id: ok
                human: { title: Sign it?, choices: [sign, refuse], due: 1h, reminder: 1s }
              - return: ${steps.ok.output.choice}
            """;
    private static final String CONTRACT = """
            mesh: v1
            workflow: contract
            steps:
              - id: needs
                parallel:
                  branches:
                    signature: { workflow: signing }
                    money: { wait: { event: paid, match: event.number == input.number, timeout: 1h } }
                    stamp: { wait: { event: stamped, timeout: 1h } }
                    pause: { wait: { for: 3s } }
              - id: archive
                workflow: signing
                detached: true
              - return:
                  choice: ${steps.needs.output.signature}
                  paid: ${steps.needs.output.money.number}
                  stamped: ${steps.needs.output.stamp}
            """;
    private static final String PACKER = """
            import dev.agentmesh.agent.Mesh;
            record Box(int number, String by) {}
            void main() {
              Mesh.connect()
                  .agent("packer", a -> a.width(2).skill("pack", Integer.class, Box.class, (number, task) -> {
                    System.err.println("packing " + number);
                    Thread.sleep(400);
                    return new Box(number, System.getProperty("mesh.instance"));
                  }))
                  .serve();
            }
            """;
    private static final String PACKING = """
            mesh: v1
            workflow: packing
            steps:
              - id: boxes
                map:
                  over: "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24]"
                  as: box
                  width: 24
                  do:
                    - id: pack
                      agent: packer/pack
                      with: ${box}
              - return:
                  boxes: ${steps.boxes.outputs.map(b, b.number)}
                  by: ${steps.boxes.outputs}
            """;
    private static final int AGENT_PROCESSES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("patterns.patience", 45));

    @TempDir
    private static Path temporary;

    private static DevFolder dev = new DevFolder(Path.of("not-made-yet"));
    private static LiveCommands commands = new LiveCommands(Path.of("not-made-yet"));

    @BeforeAll
    static void start() throws Exception {
        // All cases are played at once: what an agent is to fail in one must not keep it from another.
        dev = new DevFolder(temporary, Map.of("MESH_BREAKER_FAILURES", "0"));
        commands = new LiveCommands(temporary);
        DevFolder.Ran ran = dev.mesh("dev", "--detach", "--no-agents", "--port", "0", "--http-port", "0");
        assertThat(ran.exit()).as(ran.err()).isZero();
        // Before any agent is known: what one folder calls a skill of, another may call as a whole.
        deploy(PatternFolder.all().stream().flatMap(folder -> folder.files().stream()));
    }

    @AfterAll
    static void stop() throws Exception {
        dev.mesh("stop");
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> every_pattern_does_on_a_broker_what_its_cases_say() {
        List<Casting> castings = Casting.of(PatternFolder.all());
        return castings.stream().flatMap(PatternsIT::play);
    }

    /** All cases of a casting at once, as a mesh would have them. */
    private static Stream<DynamicTest> play(Casting casting) {
        var agents = new AgentProcesses(dev);
        List<PlayedCase> cases =
                casting.folders().stream().flatMap(PlayedCase::of).toList();
        var tests = new ArrayList<DynamicTest>();
        var begun = new AtomicBoolean();
        tests.add(DynamicTest.dynamicTest("agents of " + cases.size() + " cases", () -> {
            for (List<String> process : casting.processes(AGENT_PROCESSES)) {
                agents.scripted("cast-" + agents.all().size(), process);
            }
            agents.awaitReady();
            try (MeshGateway mesh = mesh()) {
                cases.forEach(each -> each.start(commands, mesh.runs()));
            }
            begun.set(true);
        }));
        cases.forEach(each -> tests.add(DynamicTest.dynamicTest(each.toString(), () -> {
            assertThat(begun).as("the agents serve and the runs have begun").isTrue();
            comesOut(each);
        })));
        tests.add(DynamicTest.dynamicTest("nobody was asked what no case says", () -> {
            assertThat(agents.all())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(each -> assertThat(each.errors()).doesNotContain(ScriptedAgents.COMPLAINT));
            agents.close();
        }));
        return tests.stream();
    }

    private static void deploy(Stream<Path> files) {
        var words = new ArrayList<>(List.of("workflow", "deploy", "--allow-missing"));
        files.map(file -> file.toAbsolutePath().normalize().toString())
                .distinct()
                .forEach(words::add);
        run(words.toArray(String[]::new));
    }

    private static Invocation run(String... words) {
        Invocation ran = commands.mesh(words);
        assertThat(ran.exit()).as(String.join(" ", words) + "\n" + ran.err()).isZero();
        return ran;
    }

    private static void comesOut(PlayedCase played) {
        try (MeshGateway mesh = mesh()) {
            played.goOn(commands, mesh.runs());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(played.mismatches(mesh.runs()))
                            .as(() -> played.story(mesh.runs()))
                            .isEmpty());
        }
    }

    @Test
    @Order(2)
    void the_agents_of_the_examples_share_a_board_and_ask_each_other() throws Exception {
        try (var agents = new AgentProcesses(dev)) {
            agents.command("account", "agent", "run", example("blackboard/Account.java"));
            agents.command("peers", "agent", "run", example("peers/Peers.java"));
            agents.awaitReady();
            assertThat(result("board-1", "pattern-blackboard", "{\"balance\":100}"))
                    .isEqualTo(Json.value("{\"balance\":20,\"payments\":2}"));
            assertThat(result("peers-1", "pattern-peers", "{\"topic\":\"heat pumps\"}"))
                    .isEqualTo(Json.value("\"facts about heat pumps (fine)\""));
        }
        String said =
                run("message", "list", "--correlation", "peers-1", "-o", "json").out();
        assertThat(said).contains("librarian", "critic");
    }

    private static String example(String file) {
        return Path.of("..", "examples", "patterns")
                .resolve(file)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    @Test
    @Order(2)
    void what_waits_for_people_events_and_other_runs_goes_on_after_the_orchestrator_was_killed() throws Exception {
        Path signing = Files.writeString(temporary.resolve("signing.yaml"), SIGNING);
        deploy(Stream.of(signing, Files.writeString(temporary.resolve("contract.yaml"), CONTRACT)));
        run("run", "start", "contract", "--id", "contract-1", "-i", "{\"number\":7}");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(approvals()).hasSize(1));

        DevState.Member before = dev.member("orchestrator");
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        // Kept by the topic while nobody decides: whether the answer comes in time is a matter of the machine.
        assertThat(commands.mesh("run", "signal", "contract-1", "stamped", "-i", "true")
                        .exit())
                .isIn(ExitCode.OK.number(), ExitCode.TIMEOUT.number());
        await().atMost(DevFolder.PATIENCE).untilAsserted(() -> {
            assertThat(dev.member("orchestrator").restarts()).isEqualTo(before.restarts() + 1);
            assertThat(dev.member("orchestrator").state()).isEqualTo("up");
        });
        run("event", "publish", "paid", "-i", "{\"number\":6}");
        run("event", "publish", "paid", "-i", "{\"number\":7}");
        String asked = approvals().get(0).path("id").asText();
        run("approval", "choose", asked, "sign", "--by", "ana");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Json.value(
                                commands.mesh("run", "result", "contract-1").out()))
                        .isEqualTo(Json.value("{\"choice\":\"sign\",\"paid\":7,\"stamped\":true}")));
        String log =
                run("run", "events", asked.substring(0, asked.indexOf('/'))).out();
        assertThat(log).containsOnlyOnce("reminder 1");
        assertThat(run("run", "list", "-o", "json").out()).contains("contract-1~archive");
    }

    private static List<JsonNode> approvals() {
        List<JsonNode> open = new ArrayList<>();
        Json.value(run("approval", "list", "-o", "json").out())
                .path("approvals")
                .forEach(open::add);
        open.removeIf(each -> !each.path("id").asText().startsWith("contract-1~"));
        return open;
    }

    @Test
    @Order(2)
    void what_a_killed_agent_had_is_done_by_its_twin_and_nothing_twice() throws Exception {
        Path source = Files.writeString(temporary.resolve("Packer.java"), PACKER);
        try (var agents = new AgentProcesses(dev)) {
            deploy(Stream.of(Files.writeString(temporary.resolve("packing.yaml"), PACKING)));
            AgentProcesses.Started first = agents.source("packer-1", source);
            agents.source("packer-2", source);
            agents.awaitReady();
            run("run", "start", "packing", "--id", "packing-1");
            await().atMost(PATIENCE).until(() -> first.errors().contains("packing"));
            first.kill();
            JsonNode packed = result("packing-1");
            assertThat(packed.path("boxes")).hasSize(24);
            assertThat(packed.path("by").findValuesAsText("by")).contains("packer-2");
            assertThat(run("run", "events", "packing-1").out()).contains("\"packer-1\" had started this attempt");
        }
    }

    private static JsonNode result(String runId, String workflow, String input) {
        run("run", "start", workflow, "--id", runId, "-i", input);
        return result(runId);
    }

    private static JsonNode result(String runId) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(commands.mesh("run", "result", runId).exit()).isZero());
        return Json.value(run("run", "result", runId).out());
    }

    @Test
    @Order(3)
    void every_log_is_whole_and_folds_to_the_state_the_orchestrator_has() {
        Invocation verified = commands.mesh("replay", "verify", "--all", "-o", "json");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        JsonNode runs = Json.value(verified.out()).path("runs");
        assertThat(runs)
                .hasSizeGreaterThan(20)
                .allMatch(run -> run.path("result").asText().equals("same"));
    }

    private static MeshGateway mesh() {
        DevState state = DevState.read(temporary.resolve(".mesh/data")).orElseThrow();
        return new KafkaGateways(Clock.systemUTC())
                .open(ClusterSettings.of(Map.of(
                        ClusterSettings.BOOTSTRAP, state.bootstrap(),
                        RegistrySettings.URL, state.registry(),
                        ClusterSettings.NAMESPACE, state.namespace(),
                        ClusterSettings.REPLICATION_FACTOR, "1")));
    }
}
