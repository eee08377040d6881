package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ProcessIT} says of a group holds of a share group too: a delivery is an execution. */
final class LanesIT {
    private static final Map<String, String> SHARE =
            Map.of("mesh.agent.consumption", "share", "mesh.agent.record-lock", "3s");

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
    void what_a_killed_process_had_begun_is_reported_lost_once_and_the_rest_runs_elsewhere() throws IOException {
        ChildAgent first = start("d-1", SHARE);
        for (int i = 0; i < 12; i++) {
            diary.send("run-" + i, i % 4, 0);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.lines("begin").size() == 2);
        List<String> begun = Diary.runs(diary.lines("begin"));

        first.kill();
        diary.allowToEnd();
        start("d-2", SHARE);

        awaitTasks(12);
        assertThat(diary.lost()).containsAll(begun);
        assertThat(diary.completed()).doesNotContainAnyElementsOf(begun);
        assertThat(Diary.runs(diary.lines("begin"))).doesNotHaveDuplicates();
    }

    /** What a dead lane had is given to whoever asks, which may be the idle lanes of the same dead process, one after the other. */
    @Test
    void idle_lanes_of_a_killed_process_do_not_use_up_the_deliveries_of_what_it_had_begun() throws IOException {
        Map<String, String> wide = new HashMap<>(SHARE);
        wide.put("mesh.width", "9");
        ChildAgent first = start("d-1", wide);
        diary.send("run-1", 1, 0);
        diary.send("run-2", 2, 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.lines("begin").size() == 2);
        start("d-2", wide);

        first.kill();

        awaitTasks(2);
        assertThat(diary.lost()).contains("run-1", "run-2");
        assertThat(diary.lines("begin")).hasSize(2);
    }

    @Test
    void a_task_longer_than_the_lock_stays_with_who_began_it() throws IOException {
        start("d-1", SHARE);
        start("d-2", SHARE);
        diary.allowToEnd();
        for (int i = 0; i < 4; i++) {
            diary.send("run-" + i, i, 7_000);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(diary.completed()).hasSize(4));
        assertThat(Diary.runs(diary.lines("begin"))).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_process_told_to_end_finishes_what_runs_and_leaves_the_rest() throws IOException {
        ChildAgent first = start("d-1", SHARE);
        for (int i = 0; i < 8; i++) {
            diary.send("run-" + i, i % 4, 0);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.lines("begin").size() == 2);

        first.terminate();
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        diary.allowToEnd();

        assertThat(first.exitCode()).isZero();
        assertThat(diary.completed()).hasSize(2);
        start("d-2", SHARE);
        awaitTasks(8);
        assertThat(Diary.runs(diary.lines("begin"))).doesNotHaveDuplicates();
    }

    @Test
    void a_rolling_restart_under_load_repeats_nothing_and_every_task_has_an_end() throws IOException {
        diary.allowToEnd();
        ChildAgent one = start("d-1", SHARE);
        ChildAgent two = start("d-2", SHARE);
        for (int i = 0; i < 200; i++) {
            diary.send("run-" + i, i % 4, 20);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.lines("end").size() > 40);
        one.terminate();
        assertThat(one.exitCode()).isZero();
        start("d-3", SHARE);
        two.terminate();
        assertThat(two.exitCode()).isZero();

        awaitTasks(200);
        assertThat(Diary.runs(diary.lines("begin"))).doesNotHaveDuplicates();
    }

    @Test
    void a_cancellation_reaches_whoever_has_the_task() throws IOException {
        start("d-1", SHARE);
        start("d-2", SHARE);
        diary.send("run-1", 0, 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> diary.lines("begin").size() == 1);

        mesh.send(mesh.task(Diary.AGENT, "run-1", 1, new TaskMessage.Cancel("no longer needed")));

        diary.awaitEnds(1);
        assertThat(mesh.ends().getFirst().body())
                .isInstanceOfSatisfying(
                        ResultMessage.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("MESH-3018"));
    }

    @Test
    void from_one_way_to_the_other_and_back_nothing_runs_again() throws IOException {
        diary.allowToEnd();
        for (Map<String, String> way : List.of(Map.<String, String>of(), SHARE, Map.<String, String>of())) {
            int before = diary.lines("end").size();
            ChildAgent child = start("d-" + before, way);
            for (int i = 0; i < 4; i++) {
                diary.send("run-" + (before + i), i, 0);
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(diary.completed()).hasSize(before + 4));
            child.terminate();
            assertThat(child.exitCode()).isZero();
        }

        assertThat(Diary.runs(diary.lines("begin"))).hasSize(12).doesNotHaveDuplicates();
        assertThat(diary.completed()).hasSize(12);
    }

    @Test
    void an_agent_that_is_too_wide_for_lanes_is_refused_before_it_is_served() {
        Map<String, String> wide = new HashMap<>(SHARE);
        wide.put("mesh.width", "65");
        ChildAgent child = ChildAgent.begin(mesh, folder, "d-1", wide, List.of("--agent", Diary.AGENT));
        children.add(child);

        assertThat(child.exitCode()).isEqualTo(2);
        assertThat(child.errors()).contains("error MESH-3009 ").contains("at most 64");
    }

    /** A record that the broker did not let a lane accept comes again, and is then told as lost after its end was told. */
    private void awaitTasks(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(mesh.ends().stream().map(ResultMessage::taskId))
                        .satisfies(
                                tasks -> assertThat(tasks.stream().distinct()).hasSize(count)));
    }

    private ChildAgent start(String instance, Map<String, String> settings) {
        ChildAgent child = ChildAgent.start(mesh, folder, instance, settings);
        children.add(child);
        return child;
    }
}
