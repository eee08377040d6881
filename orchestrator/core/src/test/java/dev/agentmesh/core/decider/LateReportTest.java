package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.LOST;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.USED;
import static dev.agentmesh.core.spec.Intents.attemptDeadline;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.forged;
import static dev.agentmesh.core.spec.Intents.progressed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateReportTest {
    @Test
    void a_result_that_comes_twice_decides_nothing() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .after(completed("a", "2"))
                .when(completed("a", 1, "2"))
                .thenNothing()
                .when(completed("a", 1, "3"))
                .thenNothing()
                .when(failed("a", 1, TRANSIENT, "E1"))
                .thenNothing();
    }

    @Test
    void a_failure_that_comes_twice_decides_nothing() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(failed("a", 1, TRANSIENT, "E1"))
                .thenNothing()
                .after(due(retryDue("a", 2)))
                .when(failed("a", 1, TRANSIENT, "E1"))
                .thenNothing();
    }

    @Test
    void a_result_after_its_deadline_is_booked_once_and_ignored() {
        var story = given(workflow(agent("a").retry(atOnce(3))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed")
                .thenEffects();
        assertThat(story.only(Event.LateResultIgnored.class).usage()).isEqualTo(List.of(USED));
        story.when(completed("a", 1, "2"))
                .thenNothing()
                .when(failed("a", 1, TRANSIENT, "E1"))
                .thenNothing()
                .when(completed("a", 2, "3"))
                .thenEndsWith("run completed 3");
    }

    @Test
    void a_result_that_comes_during_the_pause_is_ignored() {
        given(workflow(agent("a").timeout(Duration.ofSeconds(5))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed");
    }

    @Test
    void a_failure_after_its_deadline_is_booked_once_and_ignored() {
        given(workflow(agent("a").retry(atOnce(3))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(failed("a", 1, POISON, "E9"))
                .then("a#1 late: failed E9")
                .when(failed("a", 1, POISON, "E9"))
                .thenNothing();
    }

    @Test
    void a_result_of_a_worker_that_was_called_lost_is_booked_once_and_ignored() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", LOST, "E1"))
                .when(failed("a", 1, LOST, "E1"))
                .thenNothing()
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed")
                .when(completed("a", 1, "2"))
                .thenNothing();
    }

    @Test
    void a_worker_called_lost_after_its_attempt_ended_decides_nothing() {
        given(workflow(agent("a").retry(atOnce(3))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(failed("a", 1, LOST, "E1"))
                .thenNothing()
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed");
    }

    @Test
    void a_result_of_a_canceled_task_is_booked_once_after_the_end_of_the_run() {
        given(workflow(agent("a")))
                .started("1")
                .after(canceled("enough"))
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed")
                .when(completed("a", 1, "2"))
                .thenNothing();
    }

    @Test
    void a_result_of_a_held_attempt_that_timed_out_is_booked_and_leaves_it_held() {
        given(workflow(agent("a").retry(atOnce(1))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed")
                .when(redriven("a"))
                .then("a#2 redriven until +2m");
    }

    @Test
    void a_result_of_a_task_that_was_caught_is_booked_once() {
        given(workflow(agent("a").retry(atOnce(1)).caught(agent("c"))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed")
                .after(completed("a[catch0]/c", "3"))
                .when(completed("a", 1, "2"))
                .thenNothing();
    }

    @Test
    void the_catch_of_a_task_keeps_the_memory_of_its_attempts() {
        given(workflow(agent("a").retry(atOnce(2)).caught(agent("c")), agent("d")))
                .started("1")
                .after(due(attemptDeadline("a", 1)), failed("a", TRANSIENT, "E1"), completed("a[catch0]/c", "3"))
                .when(completed("a", 2, "2"))
                .thenNothing()
                .when(completed("a", 1, "2"))
                .then("a#1 late: completed");
    }

    @Test
    void progress_of_an_attempt_that_no_longer_counts_decides_nothing() {
        given(workflow(agent("a").retry(atOnce(3))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(progressed("a", 1, 0.9))
                .thenNothing()
                .after(canceled(""))
                .when(progressed("a", 2, 0.9))
                .thenNothing();
    }

    @Test
    void a_report_on_an_attempt_nobody_was_given_is_refused_with_MESH_4119() {
        given(workflow(agent("a"), agent("b"), block("d", agent("e"))))
                .started("1")
                .when(completed("a", 2, "2"))
                .then("refused ReportCompleted MESH-4119")
                .thenEffects()
                .when(completed("a", 0, "2"))
                .then("refused ReportCompleted MESH-4119")
                .when(failed("a", -1, TRANSIENT, "E1"))
                .then("refused ReportFailed MESH-4119")
                .when(completed("b", 1, "2"))
                .then("refused ReportCompleted MESH-4119")
                .when(progressed("d", 1, 0.5))
                .then("refused ReportProgress MESH-4119")
                .when(completed("nowhere[2]/to", 1, "2"))
                .then("refused ReportCompleted MESH-4119")
                .when(completed("", 1, "2"))
                .then("refused ReportCompleted MESH-4119");
    }

    @Test
    void a_refused_report_says_what_there_is() {
        var story = given(workflow(agent("a"))).started("1").when(completed("a", 2, "2"));
        assertThat(story.only(Event.CommandRejected.class).failure().message())
                .isEqualTo("Attempt 2 of \"a\" was never handed out; the last was 1");
        story.when(completed("b", 1, "2"));
        assertThat(story.only(Event.CommandRejected.class).failure().message())
                .isEqualTo("Attempt 1 of \"b\" was never handed out; there is no such task");
    }

    @Test
    void a_report_on_a_step_that_never_was_a_task_is_refused() {
        given(workflow(set("s", "x", "1"), agent("a").when("false"), agent("b")))
                .started("1")
                .when(completed("s", 1, "2"))
                .then("refused ReportCompleted MESH-4119")
                .when(completed("a", 1, "2"))
                .then("refused ReportCompleted MESH-4119");
    }

    @Test
    void a_report_with_a_lease_of_somebody_elses_making_is_refused_with_MESH_4120() {
        given(workflow(agent("a")))
                .started("1")
                .when(forged("a", 1))
                .then("refused ForgedReport MESH-4120")
                .thenEffects()
                .when(completed("a", "2"))
                .thenEndsWith("run completed 2")
                .when(forged("a", 1))
                .then("refused ForgedReport MESH-4120")
                .when(forged("nowhere", 9))
                .then("refused ForgedReport MESH-4120");
    }

    @Test
    void past_the_sixty_third_attempt_results_still_count() {
        var story = given(workflow(agent("a").retry(atOnce(80)))).started("1");
        for (int i = 1; i <= 70; i++) {
            story.after(failed("a", TRANSIENT, "E" + i));
        }
        story.when(failed("a", 70, TRANSIENT, "E70"))
                .thenNothing()
                .when(completed("a", "2"))
                .then("a#71 completed 2", "run completed 2");
    }
}
