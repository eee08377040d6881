package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CatchTest {
    @Test
    void it_runs_instead_and_the_sequence_goes_on() {
        given(workflow(agent("a").caught(agent("c")), agent("b").given("\"${steps.a.output}\"")))
                .started("1")
                .after(failed("a", DECLINED, "E1"))
                .when(completed("a[catch0]/c", "\"instead\""))
                .then(
                        "a[catch0]/c#1 completed \"instead\"",
                        "a completed from a[catch0]/c",
                        "b#1 dispatched \"instead\" until +1m");
    }

    @Test
    void the_first_clause_whose_condition_holds_runs() {
        given(workflow(agent("a")
                        .caughtWhen("error.code == \"E1\"", agent("c"))
                        .caughtWhen("error.kind == \"DECLINED\"", agent("d"))
                        .caught(agent("e"))))
                .started("1")
                .when(failed("a", DECLINED, "E2"))
                .thenEndsWith("a opened catch 1 of E2", "a[catch1]/d#1 dispatched 1 until +1m");
    }

    @Test
    void no_clause_that_holds_lets_the_failure_through() {
        given(workflow(agent("a").caughtWhen("error.code == \"E1\"", agent("c"))))
                .started("1")
                .when(failed("a", DECLINED, "E2"))
                .thenEndsWith("a#1 failed DECLINED E2", "run failed at a: E2");
    }

    @Test
    void a_clause_without_a_value_is_passed_over_for_the_next() {
        given(workflow(agent("a")
                        .caughtWhen("boom", agent("c"))
                        .caughtWhen("huge", agent("d"))
                        .caught(agent("e"))))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a opened catch 2 of E1", "a[catch2]/e#1 dispatched 1 until +1m");
    }

    @Test
    void error_says_what_happened() {
        given(workflow(agent("a").caught(agent("c").given("\"${error}\""))))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a[catch0]/c#1 dispatched {\"kind\":\"DECLINED\",\"code\":\"E1\","
                        + "\"message\":\"E1 happened\",\"step\":\"a\"} until +1m");
    }

    @Test
    void error_is_that_of_the_innermost_catch() {
        given(workflow(agent("a").caught(agent("b").caught(agent("c").given("\"${error.code}\"")))))
                .started("1")
                .after(failed("a", DECLINED, "E1"))
                .when(failed("a[catch0]/b", DECLINED, "E2"))
                .thenEndsWith("a[catch0]/b[catch0]/c#1 dispatched \"E2\" until +1m");
    }

    @Test
    void after_an_inner_catch_error_is_the_outer_one_again() {
        given(workflow(agent("a")
                        .caught(agent("b").caught(agent("c")), agent("d").given("\"${error.code}\""))))
                .started("1")
                .after(failed("a", DECLINED, "E1"), failed("a[catch0]/b", DECLINED, "E2"))
                .when(completed("a[catch0]/b[catch0]/c", "1"))
                .thenEndsWith("a[catch0]/d#1 dispatched \"E1\" until +1m");
    }

    @Test
    void there_is_no_error_after_the_catch() {
        given(workflow(agent("a").caught(), agent("b").given("\"${error.code}\"")))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a completed", "b failed TEST-0001", "run failed at b: TEST-0001");
    }

    @Test
    void an_empty_one_swallows_the_failure() {
        given(workflow(agent("a").caught(), agent("b")))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a opened catch 0 of E1", "a completed", "b#1 dispatched 1 until +1m");
    }

    @Test
    void one_that_fails_fails_the_step_for_good_and_is_not_caught_by_itself() {
        given(workflow(block("d", fail("f", "E1")).caught(fail("g", "E2"))))
                .started("1")
                .thenEndsWith(
                        "d failed E1",
                        "d opened catch 0 of E1",
                        "d[catch0]/g failed E2",
                        "d failed E2",
                        "run failed at d[catch0]/g: E2");
    }

    @Test
    void one_that_fails_is_caught_further_out() {
        given(workflow(block("o", fail("f", "E1").caught(fail("g", "E2")))
                        .caughtWhen("error.code == \"E2\"", agent("h"))))
                .started("1")
                .thenEndsWith("o opened catch 0 of E2", "o[catch0]/h#1 dispatched 1 until +1m");
    }

    @Test
    void a_task_that_was_tried_again_is_caught_once_it_is_out_of_attempts() {
        given(workflow(agent("a").retry(atOnce(2)).caught(agent("c").given("\"${steps.a.attempts}\""))))
                .started("1")
                .when(failed("a", TRANSIENT, "E1"))
                .then("a#1 ended TRANSIENT E1, again", "a#2 retried until +1m")
                .when(failed("a", TRANSIENT, "E2"))
                .then(
                        "a#2 ended TRANSIENT E2, over",
                        "a#2 dead-lettered TRANSIENT E2, handled",
                        "a#2 failed TRANSIENT E2",
                        "a opened catch 0 of E2",
                        "a[catch0]/c#1 dispatched 2 until +1m");
    }

    @Test
    void inside_a_lane_it_is_the_lanes_own_affair() {
        given(workflow(map(
                        "m", "input", 2, ALL, agent("a").caught(agent("c").given("[\"${item}\",\"${error.code}\"]")))))
                .started("[1,2]")
                .when(failed("m[1]/a", DECLINED, "E1"))
                .thenEndsWith("m[1]/a opened catch 0 of E1", "m[1]/a[catch0]/c#1 dispatched [2,\"E1\"] until +1m")
                .after(completed("m[1]/a[catch0]/c", "\"saved\""))
                .when(completed("m[0]/a", "\"good\""))
                .thenEndsWith("run completed [\"good\",\"saved\"]");
    }

    @Test
    void around_a_map_it_sees_no_item() {
        given(workflow(map("m", "input", 2, ALL, agent("a")).caught(agent("c").given("\"${item}\""))))
                .started("[1,2]")
                .when(failed("m[1]/a", DECLINED, "E1"))
                .thenEndsWith(
                        "m opened catch 0 of E1",
                        "m[catch0]/c failed TEST-0001",
                        "m failed TEST-0001",
                        "run failed at m[catch0]/c: TEST-0001");
    }

    @Test
    void around_a_map_late_words_of_its_lanes_change_nothing() {
        given(workflow(map("m", "input", 2, ALL, agent("a")).caught(agent("c"))))
                .started("[1,2]")
                .after(failed("m[1]/a", DECLINED, "E1"))
                .when(completed("m[0]/a", 1, "1"))
                .then("m[0]/a#1 late: completed")
                .when(completed("m[catch0]/c", "3"))
                .thenEndsWith("m completed from m[catch0]/c", "run completed 3");
    }

    @Test
    void the_time_of_the_step_does_not_bind_its_catch() {
        given(workflow(block("d", agent("a")).timeout(Duration.ofSeconds(10)).caught(agent("c"))))
                .started("1")
                .when(failed("d/a", DECLINED, "E1"))
                .thenEffectsContain("clear deadline of d +10s")
                .after(passed(Duration.ofSeconds(20)))
                .when(saidDue(stepDeadline("d")))
                .thenNothing()
                .when(completed("d[catch0]/c", "2"))
                .thenEndsWith("run completed 2");
    }

    @Test
    void a_canceled_run_ends_it() {
        given(workflow(agent("a").caught(agent("c"))))
                .started("1")
                .after(failed("a", DECLINED, "E1"))
                .when(canceled("enough"))
                .then("a[catch0]/c#1 canceled: enough", "a canceled: enough", "run canceled: enough by tester");
    }

    @Test
    void it_takes_what_an_expression_of_the_step_failed_with() {
        given(workflow(agent("a").when("boom").caught(agent("c")), agent("b")))
                .started("1")
                .thenEndsWith(
                        "a failed TEST-0001", "a opened catch 0 of TEST-0001", "a[catch0]/c#1 dispatched 1 until +1m");
    }

    @Test
    void a_step_that_was_skipped_is_not_caught() {
        given(workflow(agent("a").when("false").caught(agent("c")), agent("b")))
                .started("1")
                .thenEndsWith("a skipped", "b#1 dispatched 1 until +1m");
    }

    @Test
    void its_condition_may_read_other_steps() {
        given(workflow(agent("z"), agent("a").caughtWhen("steps.z.output == 7", agent("c"))))
                .started("1")
                .after(completed("z", "7"))
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a opened catch 0 of E1", "a[catch0]/c#1 dispatched 1 until +1m");
    }
}
