package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.LiveCommands;
import dev.agentmesh.cli.dev.DevFolder;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.run.Event.TaskCompleted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values too large for a record, from agent to agent on a real mesh. */
class ArtifactsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("patterns.patience", 240));
    private static final int LINES = 60_000;

    /** Both hand over; what is raw goes by reference, once by itself and once because the author says so. */
    private static final String CLERKS = """
            import dev.agentmesh.agent.*;
            import java.util.*;
            record Found(String summary, Artifact raw) {}
            record Verdict(int lines, String last) {}
            void main() {
              Mesh.connect()
                  .agent("collector", a -> a.skill("collect", Integer.class, List.class, (count, task) -> {
                    var lines = new ArrayList<String>();
                    for (int i = 0; i < count; i++) lines.add("line " + i);
                    return lines;
                  }))
                  .agent("reader", a -> a.skill("read", Lines.class, Verdict.class, (text, task) ->
                      new Verdict(text.lines().size(), text.lines().getLast())))
                  .agent("triage", a -> a.skill("sort", Map.class, Map.class, (given, task) -> Map.of("handoff", Map.of(
                      "to", "expert", "findings", "it is long",
                      "context", new Found("long", task.artifacts().keep("raw ".repeat(200_000)))))))
                  .agent("expert", a -> a.skill("judge", Handed.class, Verdict.class, (handed, task) -> {
                    String raw = task.artifacts().text(handed.context().raw());
                    return new Verdict(raw.length(), handed.context().summary());
                  }))
                  .serve();
            }
            record Lines(List<String> lines) {}
            record Handed(Found context) {}
            """;

    private static final String READING = """
            mesh: v1
            workflow: reading
            steps:
              - id: all
                agent: collector/collect
                with: ${input}
              - id: verdict
                agent: reader/read
                with: { lines: "${steps.all.output}" }
              - return:
                  verdict: ${steps.verdict.output}
                  raw: ${steps.all.output}
            """;
    private static final String PEEKING = """
            mesh: v1
            workflow: peeking
            steps:
              - id: all
                agent: collector/collect
                with: ${input}
              - return: ${steps.all.output[0]}
            """;
    private static final String HANDING = """
            mesh: v1
            workflow: handing
            steps:
              - id: handed
                handoff:
                  start: triage
                  to: { triage: { expert: [findings] } }
                with: ${input}
            """;

    @TempDir
    private static Path temporary;

    private static DevFolder dev = new DevFolder(Path.of("not-made-yet"));
    private static LiveCommands commands = new LiveCommands(Path.of("not-made-yet"));

    @BeforeAll
    static void start() throws Exception {
        dev = new DevFolder(temporary);
        commands = new LiveCommands(temporary);
        DevFolder.Ran ran = dev.mesh("dev", "--detach", "--no-agents", "--port", "0", "--http-port", "0");
        assertThat(ran.exit()).as(ran.err()).isZero();
        for (String workflow : List.of(READING, PEEKING, HANDING)) {
            Path file = Files.createTempFile(temporary, "workflow", ".yaml");
            run(
                    "workflow",
                    "deploy",
                    "--allow-missing",
                    Files.writeString(file, workflow).toString());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        dev.mesh("stop");
    }

    @Test
    void what_no_record_could_carry_goes_from_agent_to_agent_and_the_log_has_its_hash() throws Exception {
        Path source = Files.writeString(temporary.resolve("Clerks.java"), CLERKS);
        try (var agents = new AgentProcesses(dev);
                var topics = Topics.of(temporary)) {
            agents.command("clerks", "agent", "run", source.toString());
            agents.awaitReady();

            run("run", "start", "reading", "--id", "reading-1", "-i", Integer.toString(LINES));
            JsonNode result = result("reading-1");
            assertThat(result.path("verdict").toString()).isEqualTo("{\"lines\":60000,\"last\":\"line 59999\"}");
            String name = result.path("raw").path("$artifact").path("sha256").asText();
            Path copy = temporary.resolve("copy.json");
            run("artifact", "get", name, "-o", copy.toString());
            assertThat(Json.value(Files.readString(copy))).hasSize(LINES);
            assertThat(run("run", "get", "reading-1", "--trace").out()).contains(name);
            assertThat(topics.events("reading-1", TaskCompleted.class))
                    .allSatisfy(event -> assertThat(event.output().size()).isLessThan(300));
            assertThat(run("replay", "verify", "reading-1").exit()).isZero();

            run("run", "start", "handing", "--id", "handing-1", "-i", "{}");
            assertThat(result("handing-1").toString()).isEqualTo("{\"lines\":800000,\"last\":\"long\"}");

            run("run", "start", "peeking", "--id", "peeking-1", "-i", Integer.toString(LINES));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    commands.mesh("run", "result", "peeking-1").err())
                            .contains("MESH-4137"));
        }
    }

    private static Invocation run(String... words) {
        Invocation ran = commands.mesh(words);
        assertThat(ran.exit()).as(String.join(" ", words) + "\n" + ran.err()).isZero();
        return ran;
    }

    private static JsonNode result(String runId) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(commands.mesh("run", "result", runId).exit()).isZero());
        return Json.value(run("run", "result", runId).out());
    }
}
