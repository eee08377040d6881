package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.INVALID_INPUT;
import static dev.agentmesh.core.spec.Intents.INVALID_OUTPUT;
import static dev.agentmesh.core.spec.Intents.LOST;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TIMEOUT;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.attemptDeadline;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.progressed;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.within;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
    @Test
    void a_failure_that_may_pass_is_tried_again_after_a_pause() {
        var story = given(workflow(agent("a"))).started("1").when(failed("a", TRANSIENT, "E1"));
        story.then("a#1 ended TRANSIENT E1, again");
        Instant due = story.only(Event.AttemptEnded.class).retryAt().orElseThrow();
        assertThat(Duration.between(story.world().now(), due))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
        assertThat(story.world().timers()).containsEntry(retryDue("a", 2), due);
        story.after(passed(Duration.ofMillis(1)))
                .when(saidDue(retryDue("a", 2)))
                .thenNothing()
                .when(due(retryDue("a", 2)));
        assertThat(story.events()).hasSize(1).first().asString().startsWith("a#2 retried until +1m");
    }

    @Test
    void it_is_tried_as_often_as_the_policy_says() {
        given(workflow(agent("a").retry(atOnce(4))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"), failed("a", TRANSIENT, "E2"))
                .when(failed("a", TRANSIENT, "E3"))
                .then("a#3 ended TRANSIENT E3, again", "a#4 retried until +1m")
                .thenEffects(
                        "clear deadline of a#3 +1m",
                        "set retry of a#4 +0s",
                        "clear retry of a#4 +0s",
                        "dispatch a#4 to agent-a 1 key r1/a until +1m",
                        "set deadline of a#4 +1m")
                .when(failed("a", TRANSIENT, "E4"))
                .then("a#4 ended TRANSIENT E4, over", "a#4 dead-lettered TRANSIENT E4, held");
    }

    @Test
    void a_policy_of_one_attempt_never_tries_again() {
        given(workflow(agent("a").retry(atOnce(1))))
                .started("1")
                .when(failed("a", TRANSIENT, "E1"))
                .then("a#1 ended TRANSIENT E1, over", "a#1 dead-lettered TRANSIENT E1, held");
    }

    @Test
    void a_timeout_is_tried_again_once() {
        given(workflow(agent("a").retry(atOnce(9)).timeout(Duration.ofSeconds(5))))
                .started("1")
                .when(due(attemptDeadline("a", 1)))
                .then("a#1 ended TIMEOUT MESH-4102, again", "a#2 retried until +10s")
                .thenEffects(
                        "clear deadline of a#1 +5s",
                        "cancel a#1 of agent-a: Attempt 1 of \"a\" passed its deadline",
                        "set retry of a#2 +5s",
                        "clear retry of a#2 +5s",
                        "dispatch a#2 to agent-a 1 key r1/a until +10s",
                        "set deadline of a#2 +10s")
                .when(due(attemptDeadline("a", 2)))
                .then("a#2 ended TIMEOUT MESH-4102, over", "a#2 dead-lettered TIMEOUT MESH-4102, held");
    }

    @Test
    void a_timeout_the_worker_reports_counts_like_the_orchestrators_own() {
        given(workflow(agent("a").retry(atOnce(9))))
                .started("1")
                .after(failed("a", TIMEOUT, "E1"))
                .when(due(attemptDeadline("a", 2)))
                .thenEndsWith("a#2 dead-lettered TIMEOUT MESH-4102, held");
    }

    @Test
    void a_deadline_of_an_attempt_never_acts_early_or_on_another_attempt() {
        given(workflow(agent("a").retry(atOnce(9)).timeout(Duration.ofSeconds(5))))
                .started("1")
                .after(passed(Duration.ofMillis(4_999)))
                .when(saidDue(attemptDeadline("a", 1)))
                .thenNothing()
                .after(failed("a", TRANSIENT, "E1"), passed(Duration.ofSeconds(60)))
                .when(saidDue(attemptDeadline("a", 1)))
                .thenNothing();
    }

    @Test
    void an_invalid_output_is_tried_again_twice() {
        given(workflow(agent("a").retry(atOnce(9))))
                .started("1")
                .after(failed("a", INVALID_OUTPUT, "E1"), failed("a", INVALID_OUTPUT, "E2"))
                .when(failed("a", INVALID_OUTPUT, "E3"))
                .then("a#3 ended INVALID_OUTPUT E3, over", "a#3 dead-lettered INVALID_OUTPUT E3, held");
    }

    @Test
    void an_output_that_does_not_fit_into_a_record_is_an_invalid_output() {
        given(workflow(agent("a").retry(atOnce(2))))
                .started("1")
                .when(completed("a", "\"" + "x".repeat(262_143) + "\""))
                .then("a#1 ended INVALID_OUTPUT MESH-5003, again", "a#2 retried until +1m");
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(completed("a", "\"" + "x".repeat(262_142) + "\""))
                .thenEndsWith("b#1 dispatched 1 until +1m");
    }

    @Test
    void different_failures_share_the_attempts_of_the_policy() {
        given(workflow(agent("a").retry(atOnce(3))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"), failed("a", INVALID_OUTPUT, "E2"))
                .when(failed("a", TIMEOUT, "E3"))
                .thenEndsWith("a#3 dead-lettered TIMEOUT E3, held");
    }

    @Test
    void poison_and_invalid_input_are_never_tried_again() {
        for (FailureKind kind : List.of(POISON, INVALID_INPUT)) {
            given(workflow(agent("a").retry(atOnce(9))))
                    .started("1")
                    .when(failed("a", kind, "E1"))
                    .then("a#1 ended " + kind + " E1, over", "a#1 dead-lettered " + kind + " E1, held");
        }
    }

    @Test
    void declined_is_never_tried_again_and_leaves_no_dead_letter() {
        given(workflow(agent("a").retry(atOnce(9))))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .then("a#1 ended DECLINED E1, over", "a#1 failed DECLINED E1", "run failed at a: E1")
                .thenEffects("clear deadline of a#1 +1m", "clear run deadline +24h", "outcome failed E1");
    }

    @Test
    void a_lost_attempt_is_handed_out_again_at_once() {
        given(workflow(agent("a")))
                .started("1")
                .when(failed("a", LOST, "E1"))
                .then("a#1 ended LOST E1, again", "a#2 retried until +1m");
    }

    @Test
    void the_third_lost_worker_makes_the_task_a_suspected_killer() {
        given(workflow(agent("a").retry(atOnce(1))))
                .started("1")
                .after(failed("a", LOST, "E1"), failed("a", LOST, "E2"))
                .when(failed("a", LOST, "E3"))
                .then("a#3 ended LOST E3, over", "a#3 dead-lettered LOST MESH-4121, held");
    }

    @Test
    void lost_attempts_are_counted_apart_from_failed_ones() {
        given(workflow(agent("a").retry(atOnce(2))))
                .started("1")
                .after(failed("a", LOST, "E1"), failed("a", LOST, "E2"))
                .when(failed("a", TRANSIENT, "E3"))
                .then("a#3 ended TRANSIENT E3, again", "a#4 retried until +1m")
                .when(failed("a", TRANSIENT, "E4"))
                .thenEndsWith("a#4 dead-lettered TRANSIENT E4, held");
    }

    @Test
    void a_pause_past_the_deadline_of_the_run_ends_with_it() {
        RetryPolicy slow = new RetryPolicy(4, Duration.ofMinutes(10), Duration.ofMinutes(10));
        given(within(Duration.ofSeconds(30), workflow(agent("a").retry(slow))))
                .started("1")
                .when(failed("a", TRANSIENT, "E1"))
                .then("a#1 ended TRANSIENT E1, again")
                .when(due(runDeadline()))
                .then("a#1 canceled: the run failed", "run failed at the run: MESH-4118");
    }

    @Test
    void an_attempt_after_a_pause_does_not_outlive_the_run() {
        given(within(Duration.ofSeconds(61), workflow(agent("a").retry(atOnce(4)))))
                .started("1")
                .after(passed(Duration.ofSeconds(50)))
                .when(failed("a", TRANSIENT, "E1"))
                .thenEndsWith("a#2 retried until +1m1s");
    }

    @Test
    void the_deadline_of_the_last_attempt_and_of_the_run_may_come_in_either_order() {
        Story attemptFirst = given(within(Duration.ofSeconds(5), workflow(agent("a"))))
                .started("1")
                .after(due(attemptDeadline("a", 1)))
                .when(due(runDeadline()));
        attemptFirst.then("a#1 canceled: the run failed", "run failed at the run: MESH-4118");
        given(within(Duration.ofSeconds(5), workflow(agent("a"))))
                .started("1")
                .after(due(runDeadline()))
                .when(saidDue(attemptDeadline("a", 1)))
                .thenNothing();
    }

    @Test
    void progress_is_logged_and_changes_nothing_else() {
        given(workflow(agent("a")))
                .started("1")
                .when(progressed("a", 1, 0.5))
                .then("a#1 progressed 0.5 on it")
                .thenEffects()
                .when(completed("a", "2"))
                .thenEndsWith("run completed 2");
    }
}
