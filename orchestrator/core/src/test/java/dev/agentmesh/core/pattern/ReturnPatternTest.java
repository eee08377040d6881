package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.giveBack;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.definition.Late;
import org.junit.jupiter.api.Test;

class ReturnPatternTest {
    @Test
    void it_ends_the_run_with_its_value_and_no_step_follows() {
        given(workflow(giveBack("r", "{\"n\":\"${input}\"}"), agent("a")))
                .started("7")
                .then("run started 7 until +24h", "run completed {\"n\":7}")
                .thenEffects("set run deadline +24h", "clear run deadline +24h", "outcome completed {\"n\":7}");
    }

    @Test
    void its_value_wins_over_the_output_of_the_definition() {
        given(giving("\"never\"", workflow(giveBack("r", "1")))).started("7").thenEndsWith("run completed 1");
    }

    @Test
    void inside_a_lane_it_ends_the_other_lanes() {
        given(workflow(parallel("p", ALL, branch("x", agent("a"), giveBack("r", "1")), branch("y", agent("b")))))
                .started("7")
                .when(completed("p[x]/a", "2"))
                .then(
                        "p[x]/a#1 completed 2",
                        "p[y]/b#1 canceled: the run has its result",
                        "p canceled: the run has its result",
                        "p[y] lane canceled",
                        "p[x] lane canceled",
                        "run completed 1")
                .thenEffects(
                        "clear deadline of p[x]/a#1 +1m",
                        "clear deadline of p[y]/b#1 +1m",
                        "cancel p[y]/b#1 of agent-b: the run has its result",
                        "clear run deadline +24h",
                        "outcome completed 1");
    }

    @Test
    void inside_a_map_it_ends_all_items_also_those_whose_turn_has_not_come() {
        given(workflow(map(
                        "m", "input", 3, SETTLED, giveBack("r", "\"${item}\"").when("item == 2"), agent("a"))))
                .started("[1,2,3]")
                .thenEndsWith("m[1] lane canceled", "m[0] lane canceled", "run completed 2");
    }

    @Test
    void in_a_catch_it_ends_the_run() {
        given(workflow(agent("a").caught(giveBack("r", "\"${error.code}\"")), agent("b")))
                .started("7")
                .when(failed("a", DECLINED, "E1"))
                .then(
                        "a#1 ended DECLINED E1, over",
                        "a#1 failed DECLINED E1",
                        "a opened catch 0 of E1",
                        "a canceled: the run has its result",
                        "run completed \"E1\"");
    }

    @Test
    void in_a_kept_lane_it_ends_the_run_too() {
        given(workflow(
                        parallel(
                                "p",
                                FIRST,
                                Late.KEEP,
                                branch("x", agent("a")),
                                branch("y", agent("b"), giveBack("r", "1"))),
                        agent("c")))
                .started("7")
                .after(completed("p[x]/a", "2"))
                .when(completed("p[y]/b", "3"))
                .thenEndsWith("c#1 canceled: the run has its result", "p[y] lane canceled", "run completed 1");
    }

    @Test
    void it_ends_held_and_waiting_tasks() {
        given(workflow(parallel(
                        "p",
                        ALL,
                        branch("x", agent("a")),
                        branch("y", agent("b")),
                        branch("z", agent("c"), giveBack("r", "1")))))
                .started("7")
                .after(failed("p[x]/a", POISON, "E1"), failed("p[y]/b", TRANSIENT, "E2"))
                .when(completed("p[z]/c", "3"))
                .thenContains(
                        "p[x]/a#1 canceled: the run has its result",
                        "p[y]/b#1 canceled: the run has its result",
                        "run completed 1");
    }

    @Test
    void a_result_that_does_not_fit_into_a_record_fails_it_with_MESH_5003() {
        given(workflow(giveBack("r", "\"${repeat(262143)}\"")))
                .started("7")
                .then("run started 7 until +24h", "r failed MESH-5003", "run failed at r: MESH-5003");
    }

    @Test
    void a_value_without_a_value_fails_it() {
        given(workflow(giveBack("r", "\"${boom}\"").caught(agent("a"))))
                .started("7")
                .thenEndsWith(
                        "r failed TEST-0001", "r opened catch 0 of TEST-0001", "r[catch0]/a#1 dispatched 7 until +1m");
    }
}
