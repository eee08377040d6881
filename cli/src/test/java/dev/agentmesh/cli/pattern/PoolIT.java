package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.LiveCommands;
import dev.agentmesh.cli.dev.DevFolder;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.run.Event.AttemptEnded;
import dev.agentmesh.core.run.Event.TaskCompleted;
import dev.agentmesh.core.run.Event.TaskReassigned;
import dev.agentmesh.core.value.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many that can do the same: twins of one agent, and different agents with one skill. Some are killed; the topics are the account. */
class PoolIT {
    private static final int ITEMS = 10_000;
    private static final int PROCESSES = 5;
    private static final int WORKERS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("patterns.patience", 240));

    /** So many hosts in one process; those of the first process never end what they begin in the run "held". */
    private static final String POOL = """
            import dev.agentmesh.agent.Mesh;
            import dev.agentmesh.agent.Task;
            import dev.agentmesh.host.AgentHost;
            import dev.agentmesh.host.settings.HostSettings;
            import dev.agentmesh.host.skill.AgentDefinition;
            import java.util.*;
            record Done(int item, String by) {}
            void main(String[] args) {
              var hosts = new ArrayList<AgentHost>();
              for (int i = Integer.parseInt(args[0]); i < Integer.parseInt(args[1]); i++) {
                String name = "worker-" + i;
                boolean first = args[0].equals("0");
                Mesh.on(agents -> hosts.add(AgentHost.start(settings(name), agents.stream().map(AgentDefinition::of).toList())))
                    .agent("worker", a -> a.skill("work", Integer.class, Done.class, (item, task) -> work(item, task, name, first)))
                    .serve();
              }
              hosts.forEach(host -> host.joined().join());
              System.out.println("{\\"ready\\":true}");
              hosts.forEach(host -> host.ended().join());
            }
            Done work(int item, Task task, String name, boolean first) throws InterruptedException {
              if (first && task.runId().equals("held")) {
                System.err.println("holding " + item);
                Thread.sleep(600_000);
              }
              return new Done(item, name);
            }
            HostSettings settings(String name) {
              var properties = new HashMap<String, String>();
              System.getProperties().forEach((key, value) -> {
                if (key.toString().startsWith("mesh.")) properties.put(key.toString(), value.toString());
              });
              properties.put("mesh.instance", name);
              return HostSettings.from(System.getenv(), properties);
            }
            """;

    private static final String POOLED = """
            mesh: v1
            workflow: pooled
            steps:
              - id: all
                map:
                  over: lists.range(input)
                  as: item
                  width: 1000
                  do:
                    - id: one
                      agent: worker/work
                      with: ${item}
              - return: ${size(steps.all.outputs)}
            """;

    /** An agent by any name that can inspect; it holds items from the third on if it is to be killed. */
    private static final String INSPECTOR = """
            import dev.agentmesh.agent.Mesh;
            import com.fasterxml.jackson.databind.JsonNode;
            record Inspected(int item, String by) {}
            void main(String[] args) {
              var seen = new java.util.concurrent.atomic.AtomicInteger();
              Mesh.connect()
                  .agent(args[0], a -> a.about("Inspects in the manner of " + args[0]).width(2)
                      .skill("inspect", JsonNode.class, Inspected.class, (task, line) -> {
                        if (args[1].equals("dies") && seen.incrementAndGet() > 2) {
                          System.err.println("holding");
                          Thread.sleep(600_000);
                        }
                        JsonNode item = task.path("task").path("item");
                        return new Inspected(item.isMissingNode() ? task.asInt() : item.asInt(), args[0]);
                      }))
                  .serve();
            }
            """;
    /** Gives every item to somebody who is up, can inspect and has not failed yet. */
    private static final String FOREMAN = """
            import dev.agentmesh.agent.Mesh;
            import com.fasterxml.jackson.databind.JsonNode;
            import java.util.*;
            void main() {
              Mesh.connect().agent("foreman", a -> a.skill("lead", JsonNode.class, Object.class, (asked, line) -> lead(asked))).serve();
            }
            Object lead(JsonNode asked) {
              var missing = new TreeSet<Integer>();
              asked.path("task").path("items").forEach(item -> missing.add(item.asInt()));
              var failed = new HashSet<String>();
              var done = new ArrayList<Object>();
              asked.path("results").forEach(result -> {
                if (result.has("error")) {
                  failed.add(result.path("worker").asText());
                } else {
                  missing.remove(result.path("output").path("item").asInt());
                  done.add(result.path("output"));
                }
              });
              var capable = new ArrayList<String>();
              asked.path("workers").forEach(card -> {
                if (card.path("skills").toString().contains("inspect") && !failed.contains(card.path("worker").asText())) {
                  capable.add(card.path("worker").asText());
                }
              });
              if (missing.isEmpty()) return Map.of("done", done);
              var work = new ArrayList<Object>();
              for (int item : missing) {
                work.add(Map.of("worker", capable.get(work.size() % capable.size()), "task", Map.of("item", item)));
              }
              return Map.of("delegate", work);
            }
            """;

    private static final String INSPECTION = """
            mesh: v1
            workflow: inspection
            steps:
              - id: led
                supervisor: { agent: foreman, goal: Inspect all, rounds: 4, timeout: 5s }
                with: { items: "${input}" }
            """;
    private static final String STAND_IN = """
            mesh: v1
            workflow: stand-in
            steps:
              - id: all
                map:
                  over: input
                  as: item
                  width: 12
                  do:
                    - id: one
                      agent: north/inspect
                      with: ${item}
                      timeout: 8s
                      retry: none
                      fallback: [south/inspect]
              - return: ${steps.all.outputs}
            """;
    private static final String TWELVE = "[1,2,3,4,5,6,7,8,9,10,11,12]";

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
        for (String workflow : List.of(POOLED, INSPECTION, STAND_IN)) {
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
    void fifty_workers_do_ten_thousand_items_once_each_and_survive_that_ten_of_them_are_killed() throws Exception {
        Path pool = Files.writeString(temporary.resolve("Pool.java"), POOL);
        try (var agents = new AgentProcesses(dev);
                var topics = Topics.of(temporary)) {
            int share = WORKERS / PROCESSES;
            for (int i = 0; i < PROCESSES; i++) {
                agents.pool(pool, WORKERS, i * share, (i + 1) * share);
            }
            agents.awaitReady();

            run("run", "start", "pooled", "--id", "whole", "-i", Integer.toString(ITEMS));
            assertThat(result("whole").asInt()).isEqualTo(ITEMS);
            // Nobody was killed: so one execution, one result and one event for each item, and work for everybody.
            assertThat(topics.completedBy("whole"))
                    .hasSize(ITEMS)
                    .allSatisfy((task, workers) -> assertThat(workers).as(task).hasSize(1));
            assertThat(workers(topics.completedBy("whole").values())).isEqualTo(everybody(0));
            assertThat(items(topics.events("whole", TaskCompleted.class))).isEqualTo(numbers(ITEMS));

            run("run", "start", "pooled", "--id", "held", "-i", "2000");
            AgentProcesses.Started first = agents.all().getFirst();
            await().atMost(PATIENCE).until(() -> first.errors().contains("holding"));
            first.kill();
            assertThat(result("held").asInt()).isEqualTo(2_000);
            assertThat(items(topics.events("held", TaskCompleted.class))).isEqualTo(numbers(2_000));
            assertThat(workers(topics.completedBy("held").values())).isSubsetOf(everybody(share));
            List<AttemptEnded> lost = topics.events("held", AttemptEnded.class);
            assertThat(lost).isNotEmpty().allMatch(end -> end.failure().kind() == FailureKind.LOST);
        }
    }

    @Test
    void what_a_killed_agent_was_given_a_supervisor_gives_to_another_agent_that_can_do_the_same() throws Exception {
        Path inspector = Files.writeString(temporary.resolve("Inspector.java"), INSPECTOR);
        Path foreman = Files.writeString(temporary.resolve("Foreman.java"), FOREMAN);
        try (var agents = new AgentProcesses(dev);
                var topics = Topics.of(temporary)) {
            AgentProcesses.Started alpha = agents.source("alpha-1", inspector, "alpha", "dies");
            agents.source("beta-1", inspector, "beta", "lives");
            agents.source("foreman-1", foreman);
            agents.awaitReady();

            run("run", "start", "inspection", "--id", "inspection-1", "-i", TWELVE);
            await().atMost(PATIENCE).until(() -> alpha.errors().contains("holding"));
            alpha.kill();

            JsonNode done = result("inspection-1");
            assertThat(done.findValues("item").stream().map(JsonNode::asInt).sorted())
                    .containsExactlyElementsOf(numbers(12));
            // What alpha had done stays done; all of the rest is beta's.
            assertThat(done.findValuesAsText("by").stream().filter("alpha"::equals))
                    .hasSize(2);
            assertThat(done.findValuesAsText("by").stream().filter("beta"::equals))
                    .hasSize(10);
            assertThat(topics.completedBy("inspection-1").values())
                    .allSatisfy(workers -> assertThat(workers).hasSize(1));
        }
    }

    @Test
    void what_a_killed_agent_was_given_goes_to_the_fallback_and_what_it_had_done_does_not() throws Exception {
        Path inspector = Files.writeString(temporary.resolve("Inspector2.java"), INSPECTOR);
        try (var agents = new AgentProcesses(dev);
                var topics = Topics.of(temporary)) {
            AgentProcesses.Started north = agents.source("north-1", inspector, "north", "dies");
            agents.source("south-1", inspector, "south", "lives");
            agents.awaitReady();

            run("run", "start", "stand-in", "--id", "stand-in-1", "-i", TWELVE);
            await().atMost(PATIENCE).until(() -> north.errors().contains("holding"));
            north.kill();

            JsonNode done = result("stand-in-1");
            assertThat(done.findValues("item").stream().map(JsonNode::asInt).sorted())
                    .containsExactlyElementsOf(numbers(12));
            assertThat(done.findValuesAsText("by").stream().filter("north"::equals))
                    .hasSize(2);
            assertThat(topics.events("stand-in-1", TaskReassigned.class))
                    .hasSize(10)
                    .allMatch(event -> event.agent().equals("south"));
            assertThat(topics.completedBy("stand-in-1"))
                    .hasSize(12)
                    .allSatisfy((task, workers) -> assertThat(workers).as(task).hasSize(1));
        }
    }

    private static Set<String> everybody(int from) {
        return IntStream.range(from, WORKERS)
                .mapToObj(i -> "worker-" + i)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> workers(java.util.Collection<List<String>> all) {
        return all.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the outputs say was done, in order; somebody twice is there twice. */
    private static List<Integer> items(List<TaskCompleted> events) {
        var items = new ArrayList<Integer>();
        events.forEach(event ->
                items.add(Json.value(event.output().text()).path("item").asInt() + 1));
        items.sort(null);
        return items;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
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
