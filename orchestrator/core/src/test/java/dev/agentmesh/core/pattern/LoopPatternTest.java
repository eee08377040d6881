package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.loop;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.repeat;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.spec.Steps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopPatternTest {
    private static final String DONE = "steps.b.output == 1";

    @Test
    void it_repeats_until_the_condition_holds_and_gives_the_last_turn() {
        given(workflow(loop("l", 3, DONE, agent("a"), agent("b"))))
                .started("0")
                .then(
                        "run started 0 until +24h",
                        "l opened turns of 3",
                        "l[0] started",
                        "l[0]/a#1 dispatched 0 until +1m")
                .after(completed("l[0]/a", "5"))
                .when(completed("l[0]/b", "0"))
                .then(
                        "l[0]/b#1 completed 0",
                        "l[0] lane completed from l[0]/b",
                        "l[1] started",
                        "l[1]/a#1 dispatched 0 until +1m")
                .after(completed("l[1]/a", "6"))
                .when(completed("l[1]/b", "1"))
                .then(
                        "l[1]/b#1 completed 1",
                        "l[1] lane completed from l[1]/b",
                        "l completed from l[1]",
                        "run completed 1");
    }

    @Test
    void out_of_turns_it_fails_with_a_code() {
        given(workflow(loop("l", 2, DONE, agent("b"))))
                .started("0")
                .after(completed("l[0]/b", "0"))
                .when(completed("l[1]/b", "0"))
                .then(
                        "l[1]/b#1 completed 0",
                        "l[1] lane completed from l[1]/b",
                        "l failed MESH-4103",
                        "run failed at l: MESH-4103");
    }

    @Test
    void without_a_condition_it_takes_all_its_turns() {
        given(workflow(repeat("l", 2, agent("b"))))
                .started("0")
                .after(completed("l[0]/b", "7"))
                .when(completed("l[1]/b", "8"))
                .thenEndsWith("l completed from l[1]", "run completed 8");
    }

    @Test
    void a_turn_knows_its_number() {
        given(workflow(repeat("l", 2, agent("a").given("\"${loop.index}\""))))
                .started("0")
                .thenEndsWith("l[0]/a#1 dispatched 0 until +1m")
                .when(completed("l[0]/a", "7"))
                .thenEndsWith("l[1]/a#1 dispatched 1 until +1m");
    }

    @Test
    void a_step_of_this_turn_that_has_not_ended_is_read_as_it_was_in_the_turn_before() {
        given(workflow(repeat(
                        "l",
                        3,
                        agent("a").given("\"${steps.b.status}\""),
                        agent("b").given("\"${steps.a.output}\""))))
                .started("0")
                .thenEndsWith("l[0]/a#1 dispatched \"none\" until +1m")
                .when(completed("l[0]/a", "10"))
                .thenEndsWith("l[0]/b#1 dispatched 10 until +1m")
                .when(completed("l[0]/b", "20"))
                .thenEndsWith("l[1]/a#1 dispatched \"completed\" until +1m")
                .when(completed("l[1]/a", "11"))
                .thenEndsWith("l[1]/b#1 dispatched 11 until +1m");
    }

    @Test
    void what_stands_in_a_block_inside_is_read_as_it_was_in_the_turn_before() {
        given(workflow(repeat("l", 2, block("d", agent("a").given("\"${steps.b.status}\""), agent("b")))))
                .started("0")
                .after(completed("l[0]/d/a", "1"))
                .when(completed("l[0]/d/b", "2"))
                .thenEndsWith("l[1]/d/a#1 dispatched \"completed\" until +1m");
    }

    @Test
    void after_it_a_step_is_the_one_of_the_last_turn() {
        given(workflow(
                        loop("l", 3, "loop.index == 1", agent("a"), set("s")),
                        agent("z").given("\"${steps.a.output}\"")))
                .started("0")
                .after(completed("l[0]/a", "1"))
                .when(completed("l[1]/a", "2"))
                .thenEndsWith("z#1 dispatched 2 until +1m");
    }

    @Test
    void after_it_was_caught_a_step_is_still_the_one_of_the_last_turn() {
        given(workflow(
                        loop("l", 2, "false", agent("a")).caught(agent("c").given("\"${steps.a.output}\"")),
                        agent("z").given("\"${steps.a.output}\"")))
                .started("0")
                .after(completed("l[0]/a", "1"))
                .when(completed("l[1]/a", "2"))
                .thenEndsWith(
                        "l failed MESH-4103", "l opened catch 0 of MESH-4103", "l[catch0]/c#1 dispatched 2 until +1m")
                .when(completed("l[catch0]/c", "3"))
                .thenEndsWith("z#1 dispatched 2 until +1m");
    }

    @Test
    void loops_nest() {
        given(workflow(repeat(
                        "l",
                        2,
                        repeat("m", 2, agent("a").given("\"${steps.a.output}\"").caught(set("s"))))))
                .started("0")
                .thenEndsWith(
                        "l[0]/m[0]/a failed TEST-0001",
                        "l[0]/m[0]/a opened catch 0 of TEST-0001",
                        "l[0]/m[0]/a[catch0]/s set ",
                        "l[0]/m[0]/a completed",
                        "l[0]/m[0] lane completed",
                        "l[0]/m[1] started",
                        "l[0]/m[1]/a failed TEST-0001",
                        "l[0]/m[1]/a opened catch 0 of TEST-0001",
                        "l[0]/m[1]/a[catch0]/s set ",
                        "l[0]/m[1]/a completed",
                        "l[0]/m[1] lane completed",
                        "l[0]/m completed from l[0]/m[1]",
                        "l[0] lane completed from l[0]/m",
                        "l[1] started",
                        "l[1]/m opened turns of 2",
                        "l[1]/m[0] started",
                        "l[1]/m[0]/a failed TEST-0001",
                        "l[1]/m[0]/a opened catch 0 of TEST-0001",
                        "l[1]/m[0]/a[catch0]/s set ",
                        "l[1]/m[0]/a completed",
                        "l[1]/m[0] lane completed",
                        "l[1]/m[1] started",
                        "l[1]/m[1]/a failed TEST-0001",
                        "l[1]/m[1]/a opened catch 0 of TEST-0001",
                        "l[1]/m[1]/a[catch0]/s set ",
                        "l[1]/m[1]/a completed",
                        "l[1]/m[1] lane completed",
                        "l[1]/m completed from l[1]/m[1]",
                        "l[1] lane completed from l[1]/m",
                        "l completed from l[1]",
                        "run completed null");
    }

    @Test
    void a_map_inside_runs_in_every_turn() {
        given(workflow(repeat(
                        "l", 2, map("m", "range(2)", 2, Steps.ALL, agent("a").given("\"${item}\"")))))
                .started("0")
                .after(completed("l[0]/m[0]/a", "1"))
                .when(completed("l[0]/m[1]/a", "2"))
                .thenEndsWith(
                        "l[0]/m completed from 2 lanes",
                        "l[0] lane completed from l[0]/m",
                        "l[1] started",
                        "l[1]/m opened map of 2 needs 2",
                        "l[1]/m[0] started",
                        "l[1]/m[1] started",
                        "l[1]/m[0]/a#1 dispatched 0 until +1m",
                        "l[1]/m[1]/a#1 dispatched 1 until +1m");
    }

    @Test
    void a_turn_that_fails_fails_it() {
        given(workflow(repeat("l", 2, fail("f", "E1"))))
                .started("0")
                .thenEndsWith("l[0]/f failed E1", "l[0] lane failed E1", "l failed E1", "run failed at l[0]/f: E1");
        given(workflow(repeat("l", 2, agent("a")).caught(agent("c"))))
                .started("0")
                .when(failed("l[0]/a", DECLINED, "NO"))
                .thenEndsWith(
                        "l[0]/a#1 failed DECLINED NO",
                        "l[0] lane failed NO",
                        "l failed NO",
                        "l opened catch 0 of NO",
                        "l[catch0]/c#1 dispatched 0 until +1m");
    }

    @Test
    void a_condition_without_a_value_fails_it() {
        given(workflow(loop("l", 2, "boom", agent("a"))))
                .started("0")
                .when(completed("l[0]/a", "1"))
                .thenEndsWith("l[0] lane completed from l[0]/a", "l failed TEST-0001", "run failed at l: TEST-0001");
    }

    @Test
    void an_empty_loop_ends() {
        given(workflow(repeat("l", 2)))
                .started("0")
                .then(
                        "run started 0 until +24h",
                        "l opened turns of 2",
                        "l[0] started",
                        "l[0] lane completed",
                        "l[1] started",
                        "l[1] lane completed",
                        "l completed from l[1]",
                        "run completed null");
    }

    @Test
    void its_timeout_and_a_cancel_end_the_turn() {
        given(workflow(repeat("l", 2, agent("a")).timeout(Duration.ofSeconds(3))))
                .started("0")
                .when(due(stepDeadline("l")))
                .then(
                        "l[0]/a#1 canceled: the time of \"l\" is over",
                        "l[0] lane canceled",
                        "l failed MESH-4102",
                        "run failed at l: MESH-4102");
        given(workflow(repeat("l", 2, agent("a"))))
                .started("0")
                .when(canceled("enough"))
                .then(
                        "l[0]/a#1 canceled: enough",
                        "l canceled: enough",
                        "l[0] lane canceled",
                        "run canceled: enough by tester");
    }
}
