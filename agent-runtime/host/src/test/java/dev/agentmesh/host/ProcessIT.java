package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.topics.message.ResultMessage.Completed;
import dev.agentmesh.topics.message.ResultMessage.Lost;
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

/** What deaths of processes do. */
final class ProcessIT {
    private final TestMesh mesh = new TestMesh();
    private final List<ChildAgent> children = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private Diary diary = new Diary(mesh, folder);

    @BeforeEach
    void provision() {
        diary = new Diary(mesh, folder);
        mesh.provision(Diary.AGENT);
    }

    @AfterEach
    void stop() {
        children.forEach(ChildAgent::close);
        mesh.close();
    }

    @Test
    void a_ready_process_says_so_in_one_line_of_json_and_nothing_else() {
        ChildAgent child = start("d-1");

        assertThat(child.output())
                .isEqualTo("{\"ready\":true,\"agent\":\"diarist\",\"instance\":\"d-1\",\"pid\":" + child.pid() + "}\n");
    }

    @Test
    void what_a_killed_process_had_begun_is_reported_lost_once_and_the_rest_runs_elsewhere() throws IOException {
        ChildAgent first = start("d-1");
        for (int i = 0; i < 12; i++) {
            diary.send("run-" + i, i % 4, 0);
        }
        await().until(() -> diary.lines("begin").size() == 2);
        List<String> begun = Diary.runs(diary.lines("begin"));

        first.kill();
        diary.allowToEnd();
        start("d-2");

        diary.awaitEnds(12);
        assertThat(diary.lost()).containsExactlyInAnyOrderElementsOf(begun);
        assertThat(mesh.ends().stream().filter(r -> r.body() instanceof Lost))
                .allSatisfy(
                        result -> assertThat(((Lost) result.body()).startedBy()).isEqualTo("d-1"));
        assertThat(diary.completed()).hasSize(10).doesNotContainAnyElementsOf(begun);
        assertThat(Diary.runs(diary.lines("begin"))).hasSize(12).doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(mesh.lag(Diary.AGENT)).isZero());
    }

    @Test
    void the_same_instance_started_again_reports_its_former_life_lost() throws IOException {
        ChildAgent first = start("d-1");
        diary.send("run-1", 0, 0);
        await().until(() -> diary.lines("begin").size() == 1);
        first.kill();
        diary.allowToEnd();

        start("d-1");

        diary.awaitEnds(1);
        assertThat(diary.lost()).containsExactly("run-1");
        assertThat(diary.lines("begin")).hasSize(1);
    }

    @Test
    void a_task_that_kills_its_process_is_reported_lost_and_its_neighbours_run() throws IOException {
        diary.allowToEnd();
        diary.send("run-1", 1, 0);
        mesh.send(mesh.task(Diary.AGENT, "run-2", "halt", "null", Duration.ofMinutes(5)), 0);
        ChildAgent first = start("d-1");
        assertThat(first.exitCode()).isEqualTo(134);
        diary.send("run-3", 0, 0);

        start("d-2");

        diary.awaitEnds(3);
        assertThat(diary.lost()).contains("run-2");
        assertThat(diary.completed()).contains("run-3");
    }

    @Test
    void a_process_told_to_end_finishes_what_runs_and_leaves_the_rest() throws IOException {
        ChildAgent first = start("d-1");
        for (int i = 0; i < 8; i++) {
            diary.send("run-" + i, i % 4, 0);
        }
        await().until(() -> diary.lines("begin").size() == 2);

        first.terminate();
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        diary.allowToEnd();

        assertThat(first.exitCode()).isZero();
        assertThat(diary.completed()).hasSize(2);
        assertThat(diary.lines("begin")).hasSize(2);
        start("d-2");
        diary.awaitEnds(8);
        assertThat(diary.lost()).isEmpty();
        assertThat(Diary.runs(diary.lines("begin"))).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void a_rolling_restart_under_load_loses_nothing_and_repeats_nothing() throws IOException {
        diary.allowToEnd();
        ChildAgent one = start("d-1");
        ChildAgent two = start("d-2");
        for (int i = 0; i < 400; i++) {
            diary.send("run-" + i, i % 4, 20);
        }
        await().until(() -> diary.lines("end").size() > 40);
        one.terminate();
        assertThat(one.exitCode()).isZero();
        start("d-3");
        two.terminate();
        assertThat(two.exitCode()).isZero();

        diary.awaitEnds(400);
        assertThat(diary.lost()).isEmpty();
        assertThat(Diary.runs(diary.lines("begin"))).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void a_process_that_slept_through_its_session_tells_its_ends_and_goes_on_working() throws Exception {
        ChildAgent sleeper = start("d-1");
        diary.send("run-1", 0, 0);
        await().until(() -> diary.lines("begin").size() == 1);
        sleeper.signal("STOP");
        start("d-2");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(diary.lost()).containsExactly("run-1"));

        sleeper.signal("CONT");
        diary.allowToEnd();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(diary.completed()).containsExactly("run-1"));
        assertThat(diary.lines("begin")).hasSize(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mesh.members(Diary.AGENT)).hasSize(2));
        for (int i = 2; i < 10; i++) {
            diary.send("run-" + i, i % 4, 0);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(diary.completed()).hasSize(9));
    }

    @Test
    void a_start_that_cannot_succeed_says_why_and_exits_with_its_own_code() {
        ChildAgent unknown = ChildAgent.begin(mesh, folder, "d-1", Map.of(), List.of("--agent", "nobody"));
        ChildAgent typo = ChildAgent.begin(mesh, folder, "d-2", Map.of("mesh.agent.darin", "5s"), List.of());
        children.addAll(List.of(unknown, typo));

        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.errors())
                .contains("error MESH-3010 no agent \"nobody\"; found ")
                .contains("diarist");
        assertThat(unknown.output()).isEmpty();
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.errors())
                .contains("error MESH-3008 unknown setting mesh.agent.darin; did you mean mesh.agent.drain?");
    }

    @Test
    void a_one_file_agent_needs_no_build() throws IOException {
        Path source = folder.resolve("Echo.java");
        Files.writeString(source, """
                import dev.agentmesh.agent.*;

                void main() {
                    Mesh.connect()
                            .agent("echo", a -> a.about("Says it again")
                                    .skill("say", String.class, String.class, (text, task) -> text + "!"))
                            .serve();
                }
                """);
        ChildAgent child = ChildAgent.oneFile(mesh, folder, source);
        children.add(child);
        mesh.send(mesh.task("echo", "run-1", "say", "{\"text\": \"hi\"}", Duration.ofMinutes(5)));

        diary.awaitEnds(1);
        assertThat(mesh.ends().getFirst().body())
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.output().text()).isEqualTo("\"hi!\""));
        child.terminate();
        assertThat(child.exitCode()).isZero();
    }

    private ChildAgent start(String instance) {
        ChildAgent child = ChildAgent.start(mesh, folder, instance, Map.of());
        children.add(child);
        return child;
    }
}
