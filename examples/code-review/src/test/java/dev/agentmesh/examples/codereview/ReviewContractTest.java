package dev.agentmesh.examples.codereview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.agent.Task;
import dev.agentmesh.examples.codereview.git.TestRepository;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.AnnotatedAgents;
import dev.agentmesh.host.skill.SkillOutcome;
import dev.agentmesh.topics.message.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agents as a host serves them: JSON in, JSON out, both checked against the schemas of the skills. */
class ReviewContractTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Map<String, AgentDefinition> AGENTS = Stream.of(
                    new DiffAgent(),
                    new SecurityAgent(),
                    new PerformanceAgent(),
                    new StyleAgent(),
                    new SynthesisAgent())
            .map(AnnotatedAgents::define)
            .collect(Collectors.toMap(AgentDefinition::name, agent -> agent));

    @TempDir
    Path folder;

    @Test
    void a_review_runs_through_all_agents() throws Exception {
        try (TestRepository repository = project()) {
            JsonNode diff = run("diff", "diff", JSON.createObjectNode().put("repository", repository.path()));
            JsonNode summary = synthesize(diff, reviews(diff));
            assertThat(summary.get("partial").asBoolean()).isFalse();
            assertThat(summary.get("counts").get("high").asInt()).isEqualTo(2);
            assertThat(summary.get("top").get(0).get("rule").asText()).isEqualTo("pattern/sql-concatenation");
            Path markdown = Path.of(summary.get("markdown").get("path").asText());
            assertThat(markdown).isEqualTo(folder.resolve("out/review.md"));
            assertThat(Files.readString(markdown)).contains("src/Orders.java:4").contains("tools/run.py:3");
        }
    }

    @Test
    void an_agent_that_failed_is_named_in_the_report_and_the_others_count() throws Exception {
        try (TestRepository repository = project()) {
            JsonNode diff = run("diff", "diff", JSON.createObjectNode().put("repository", repository.path()));
            ArrayNode reviews = reviews(diff);
            ((ObjectNode) reviews.get(0))
                    .set(
                            "style",
                            run(
                                    "synthesis",
                                    "incomplete",
                                    JSON.createObjectNode()
                                            .put("code", "MESH-4102")
                                            .put("message", "Attempt 2 passed its deadline")));
            ((ObjectNode) reviews.get(1)).putNull("security");
            JsonNode summary = synthesize(diff, reviews);
            assertThat(summary.get("partial").asBoolean()).isTrue();
            assertThat(summary.get("incompleteFiles").asInt()).isEqualTo(2);
            assertThat(Files.readString(folder.resolve("out/review.md")))
                    .contains("`src/Orders.java`: 2 of 3 agents completed; style failed with MESH-4102")
                    .contains("`tools/run.py`: 2 of 3 agents completed; security failed with NO\\_RESULT"
                            .replace("\\", ""));
        }
    }

    @Test
    void a_file_nothing_came_back_for_does_not_stop_the_report() throws Exception {
        try (TestRepository repository = project()) {
            JsonNode diff = run("diff", "diff", JSON.createObjectNode().put("repository", repository.path()));
            JsonNode summary = synthesize(diff, JSON.createArrayNode().addNull().addNull());
            assertThat(summary.get("incompleteFiles").asInt()).isEqualTo(2);
        }
    }

    @Test
    void an_empty_change_gives_a_report_that_says_so() throws Exception {
        try (TestRepository repository = project()) {
            JsonNode diff = run(
                    "diff",
                    "diff",
                    JSON.createObjectNode().put("repository", repository.path()).put("range", "HEAD..HEAD"));
            assertThat(diff.get("files").isEmpty()).isTrue();
            JsonNode summary = synthesize(diff, JSON.createArrayNode());
            assertThat(summary.get("verdict").asText()).isEqualTo("Nothing changed in this range.");
        }
    }

    @Test
    void two_hundred_bad_files_still_fit_into_the_synthesis_task() throws Exception {
        try (TestRepository repository = TestRepository.in(folder.resolve("many"))) {
            repository.write("README.md", "# Many\n").commit("root");
            String bad = "<<<<<<< HEAD \n" + "x = eval(input()) \n".repeat(40) + "def f( :\n\tpass\n    pass";
            String java = "class A {\n" + "  void f(String A) { int B = 0; if (A == \"x\") ; eval(; }\n".repeat(30);
            for (int i = 0; i < 150; i++) {
                String folderName = "src/main/a/long/path/" + "\u00e9\"\\".repeat(20) + "/" + i;
                repository.write(folderName + "/bad.py", bad).write(folderName + "/Bad.java", java);
            }
            repository.commit("bad");
            JsonNode diff = run(
                    "diff",
                    "diff",
                    JSON.createObjectNode().put("repository", repository.path()).put("range", "HEAD~1..HEAD"));
            ObjectNode request =
                    JSON.createObjectNode().put("outDir", folder.resolve("out").toString());
            request.set("diff", diff);
            request.set("reviews", reviews(diff));
            assertThat(JSON.writeValueAsBytes(request)).hasSizeLessThan(Payload.MAX_INLINE);
            assertThat(run("synthesis", "report", request)
                            .get("counts")
                            .get("high")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void agents_serve_several_tasks_at_once_and_say_the_same_every_time() throws Exception {
        try (TestRepository repository = project()) {
            JsonNode diff = run("diff", "diff", JSON.createObjectNode().put("repository", repository.path()));
            ArrayNode expected = reviews(diff);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<JsonNode>> rounds = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    rounds.add(() -> reviews(diff));
                }
                for (Future<JsonNode> round : threads.invokeAll(rounds)) {
                    assertThat(round.get()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void bad_input_is_poison_for_every_agent() throws Exception {
        ObjectNode task = JSON.createObjectNode()
                .put("repository", folder.resolve("nowhere").toString())
                .put("path", "a.py")
                .put("blob", "0".repeat(40))
                .put("language", "python");
        task.putArray("ranges");
        for (String agent : List.of("security", "performance", "style")) {
            assertThat(call(agent, "analyze", task)).isInstanceOfSatisfying(SkillOutcome.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("REPOSITORY_MISSING");
                assertThat(failed.kind().name()).isEqualTo("POISON");
            });
        }
        ObjectNode relative = JSON.createObjectNode().put("outDir", "out");
        try (TestRepository repository = project()) {
            relative.set("diff", run("diff", "diff", JSON.createObjectNode().put("repository", repository.path())));
        }
        relative.putArray("reviews");
        assertThat(call("synthesis", "report", relative))
                .isInstanceOfSatisfying(
                        SkillOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("BAD_OUT_DIR"));
    }

    private TestRepository project() throws Exception {
        TestRepository repository = TestRepository.in(folder.resolve("project"));
        repository.write("README.md", "# Project\n").commit("root");
        repository.write("src/Orders.java", """
                class Orders {
                    String find(java.sql.Statement s, String name) throws Exception {
                        // Slow and dangerous.
                        return s.executeQuery("SELECT id FROM orders WHERE name = '" + name + "'").getString(1);
                    }
                }
                """);
        repository.write("tools/run.py", "import subprocess\n\nsubprocess.run(cmd, shell=True)\n");
        repository.delete("README.md");
        repository.commit("change");
        return repository;
    }

    /** What the workflow's map and parallel do. */
    private static ArrayNode reviews(JsonNode diff) throws Exception {
        ArrayNode reviews = JSON.createArrayNode();
        for (JsonNode file : diff.get("files")) {
            ObjectNode task = JSON.createObjectNode();
            task.set("repository", diff.get("repository"));
            for (String field : List.of("path", "blob", "language", "ranges", "room")) {
                task.set(field, file.get(field));
            }
            ObjectNode review = reviews.addObject();
            for (String agent : List.of("security", "performance", "style")) {
                review.set(agent, run(agent, "analyze", task));
            }
        }
        return reviews;
    }

    private JsonNode synthesize(JsonNode diff, JsonNode reviews) throws Exception {
        ObjectNode request =
                JSON.createObjectNode().put("outDir", folder.resolve("out").toString());
        request.set("diff", diff);
        request.set("reviews", reviews);
        return run("synthesis", "report", request);
    }

    private static JsonNode run(String agent, String skill, JsonNode input) throws Exception {
        SkillOutcome outcome = call(agent, skill, input);
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(SkillOutcome.Succeeded.class);
        return JSON.readTree(((SkillOutcome.Succeeded) outcome).output().bytes());
    }

    private static SkillOutcome call(String agent, String skill, JsonNode input) throws Exception {
        return Objects.requireNonNull(AGENTS.get(agent))
                .skill(skill)
                .orElseThrow()
                .run(Payload.json(JSON.writeValueAsBytes(input)), new AnyTask());
    }

    /** A task without a mesh behind it. */
    private record AnyTask() implements Task {
        @Override
        public String id() {
            return "t-1";
        }

        @Override
        public String runId() {
            return "r-1";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean canceled() {
            return false;
        }

        @Override
        public String idempotencyKey() {
            return "r-1/t-1";
        }

        @Override
        public void progress(double part, String text) {}

        @Override
        public void usage(String model, long inputTokens, long outputTokens, double usd) {}
    }
}
