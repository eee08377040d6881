package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockPatternTest {
    @Test
    void its_steps_run_in_order_and_the_last_output_is_its_own() {
        given(workflow(block("d", agent("a"), agent("b")), agent("c").given("\"${steps.d.output}\"")))
                .started("1")
                .then("run started 1 until +24h", "d opened do", "d/a#1 dispatched 1 until +1m")
                .when(completed("d/a", "2"))
                .then("d/a#1 completed 2", "d/b#1 dispatched 1 until +1m")
                .when(completed("d/b", "3"))
                .then("d/b#1 completed 3", "d completed from d/b", "c#1 dispatched 3 until +1m");
    }

    @Test
    void an_empty_one_completes_at_once_without_an_output() {
        given(workflow(block("d")))
                .started("1")
                .then("run started 1 until +24h", "d opened do", "d completed", "run completed null");
    }

    @Test
    void a_run_without_steps_completes_at_once() {
        given(workflow()).started("1").then("run started 1 until +24h", "run completed null");
    }

    @Test
    void the_output_is_that_of_the_last_step_that_gave_one() {
        given(workflow(block("d", agent("a"), agent("b").when("false"), set("c", "x", "1"))))
                .started("1")
                .when(completed("d/a", "2"))
                .then("d/a#1 completed 2", "d/b skipped", "d/c set x=1", "d completed from d/a", "run completed 2");
    }

    @Test
    void its_timeout_ends_what_is_open_inside() {
        given(workflow(block("d", agent("a"), agent("b")).timeout(Duration.ofSeconds(10))))
                .started("1")
                .then("run started 1 until +24h", "d opened do until +10s", "d/a#1 dispatched 1 until +1m")
                .when(due(stepDeadline("d")))
                .then("d/a#1 canceled: the time of \"d\" is over", "d failed MESH-4102", "run failed at d: MESH-4102")
                .thenEffects(
                        "clear deadline of d/a#1 +1m",
                        "cancel d/a#1 of agent-a: the time of \"d\" is over",
                        "clear deadline of d +10s",
                        "clear run deadline +24h",
                        "outcome failed MESH-4102");
    }

    @Test
    void its_timeout_can_be_caught() {
        given(workflow(
                        block("d", agent("a"))
                                .timeout(Duration.ofSeconds(10))
                                .caughtWhen("error.kind == \"TIMEOUT\"", agent("late")),
                        agent("next")))
                .started("1")
                .when(due(stepDeadline("d")))
                .then(
                        "d/a#1 canceled: the time of \"d\" is over",
                        "d failed MESH-4102",
                        "d opened catch 0 of MESH-4102",
                        "d[catch0]/late#1 dispatched 1 until +1m10s")
                .when(completed("d[catch0]/late", "2"))
                .then(
                        "d[catch0]/late#1 completed 2",
                        "d completed from d[catch0]/late",
                        "next#1 dispatched 1 until +1m10s");
    }

    @Test
    void its_timeout_never_acts_early_and_never_after_its_end() {
        given(workflow(block("d", agent("a")).timeout(Duration.ofSeconds(10)), agent("b")))
                .started("1")
                .after(passed(Duration.ofMillis(9_999)))
                .when(saidDue(stepDeadline("d")))
                .thenNothing()
                .after(completed("d/a", "1"), passed(Duration.ofSeconds(10)))
                .when(saidDue(stepDeadline("d")))
                .thenNothing();
    }

    @Test
    void a_held_task_inside_ends_with_its_timeout() {
        given(workflow(block("d", agent("a")).timeout(Duration.ofSeconds(10))))
                .started("1")
                .after(failed("d/a", POISON, "E1"))
                .when(due(stepDeadline("d")))
                .thenContains("d/a#1 canceled: the time of \"d\" is over", "d failed MESH-4102");
    }

    @Test
    void a_redriven_task_is_still_bound_by_the_timeout_of_what_it_stands_in() {
        given(workflow(block("d", agent("a")).timeout(Duration.ofSeconds(10))))
                .started("1")
                .after(failed("d/a", POISON, "E1"), passed(Duration.ofSeconds(9)))
                .when(redriven("d/a"))
                .then("d/a#2 redriven until +1m9s")
                .when(due(stepDeadline("d")))
                .thenContains("d/a#2 canceled: the time of \"d\" is over", "run failed at d: MESH-4102")
                .when(redriven("d/a"))
                .then("refused RedriveTask MESH-4115");
    }

    @Test
    void the_innermost_timeout_acts_first_and_the_outer_one_ends_its_catch() {
        given(workflow(block(
                                "outer",
                                block("inner", agent("a"))
                                        .timeout(Duration.ofSeconds(5))
                                        .caught(agent("b")))
                        .timeout(Duration.ofSeconds(8))))
                .started("1")
                .after(due(stepDeadline("outer/inner")))
                .when(due(stepDeadline("outer")))
                .then(
                        "outer/inner[catch0]/b#1 canceled: the time of \"outer\" is over",
                        "outer/inner canceled: the time of \"outer\" is over",
                        "outer failed MESH-4102",
                        "run failed at outer: MESH-4102");
    }

    @Test
    void a_failure_names_the_step_it_came_from() {
        given(workflow(block("d", block("e", fail("f", "E1")))))
                .started("1")
                .thenEndsWith("d/e/f failed E1", "d/e failed E1", "d failed E1", "run failed at d/e/f: E1");
    }
}
