package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.otherwise;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.definition.Join;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code steps.ID} says, at every point of a step's life. */
class StepViewTest {

    @Test
    void status_follows_the_life_of_a_task() {
        var probe = agent("probe").given("\"${steps.a.status}\"");
        given(workflow(probe, agent("a"))).started("1").thenEndsWith("probe#1 dispatched \"none\" until +1m");
        given(workflow(agent("a"), probe))
                .started("1")
                .when(completed("a", "2"))
                .thenEndsWith("probe#1 dispatched \"completed\" until +1m");
        given(workflow(agent("a").when("false"), probe))
                .started("1")
                .thenEndsWith("probe#1 dispatched \"skipped\" until +1m");
        given(workflow(block("d", agent("a")).caught(probe)))
                .started("1")
                .when(failed("d/a", DECLINED, "E1"))
                .thenEndsWith("d[catch0]/probe#1 dispatched \"failed\" until +1m");
        given(workflow(parallel("p", ALL, branch("x", agent("a")), branch("y", probe))))
                .started("1")
                .thenEndsWith("p[y]/probe#1 dispatched \"running\" until +1m");
        given(workflow(block("d", agent("a")).timeout(Duration.ofSeconds(5)).caught(probe)))
                .started("1")
                .when(due(stepDeadline("d")))
                .thenEndsWith("d[catch0]/probe#1 dispatched \"canceled\" until +1m5s");
    }

    @Test
    void a_step_whose_catch_runs_is_running_and_shows_its_error() {
        given(workflow(agent("a").caught(agent("c").given("[\"${steps.a.status}\",\"${steps.a.error.code}\"]"))))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("a[catch0]/c#1 dispatched [\"running\",\"E1\"] until +1m");
    }

    @Test
    void a_block_whose_catch_runs_shows_its_error() {
        given(workflow(block("d", fail("f", "E1"))
                        .caught(agent("c").given("[\"${steps.d.error.code}\",\"${steps.f.error.kind}\"]"))))
                .started("1")
                .thenEndsWith("d[catch0]/c#1 dispatched [\"E1\",\"WORKFLOW\"] until +1m");
    }

    @Test
    void a_step_that_was_caught_is_completed_and_shows_no_error() {
        given(workflow(agent("a").caught(), agent("b").given("[\"${steps.a.status}\",\"${steps.a.attempts}\"]")))
                .started("1")
                .when(failed("a", DECLINED, "E1"))
                .thenEndsWith("b#1 dispatched [\"completed\",1] until +1m");
    }

    @Test
    void attempts_count_while_it_runs_and_after() {
        var probe = agent("probe").given("\"${steps.a.attempts}\"");
        given(workflow(probe, agent("a"))).started("1").thenEndsWith("probe#1 dispatched 0 until +1m");
        given(workflow(agent("a").retry(atOnce(3)), probe))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(completed("a", "2"))
                .thenEndsWith("probe#1 dispatched 2 until +1m");
        given(workflow(parallel("p", ALL, branch("x", agent("a").retry(atOnce(3))), branch("y", agent("b"), probe))))
                .started("1")
                .after(failed("p[x]/a", TRANSIENT, "E1"))
                .when(completed("p[y]/b", "2"))
                .thenEndsWith("p[y]/probe#1 dispatched 2 until +1m");
    }

    @Test
    void outputs_of_a_step_without_lanes_are_its_one_output() {
        given(workflow(agent("a"), agent("b").given("\"${steps.a.outputs}\"")))
                .started("1")
                .when(completed("a", "2"))
                .thenEndsWith("b#1 dispatched [2] until +1m");
        given(workflow(set("a", "x", "1"), agent("b").given("[\"${steps.a.outputs}\",\"${steps.a.errors}\"]")))
                .started("1")
                .thenEndsWith("b#1 dispatched [[],[]] until +1m");
    }

    @Test
    void the_output_of_a_block_is_followed_down_to_where_it_was_made() {
        given(workflow(
                        block("d", choose("s", otherwise(block("e", agent("a"))))),
                        agent("b").given("\"${steps.d.output}\"")))
                .started("1")
                .when(completed("d/s[0]/e/a", "2"))
                .thenEndsWith("b#1 dispatched 2 until +1m");
    }

    @Test
    void there_is_no_output_before_the_end() {
        given(workflow(parallel(
                        "p",
                        SETTLED,
                        branch("x", agent("a")),
                        branch("y", agent("b").given("\"${steps.a.output}\"")))))
                .started("1")
                .thenContains("p[y]/b failed TEST-0001", "p[y] lane failed TEST-0001");
    }

    @Test
    void a_step_nobody_has_written_has_no_status_and_no_output() {
        given(giving(
                        "[\"${steps.x.status}\",\"${steps.x.outputs}\",\"${steps.x.errors}\",\"${steps.x.attempts}\"]",
                        workflow()))
                .started("1")
                .thenEndsWith("run completed [\"none\",[],[],0]");
        given(giving("\"${steps.x.output}\"", workflow()))
                .started("1")
                .thenEndsWith("run failed at the run: TEST-0001");
    }

    @Test
    void a_branch_of_a_parallel_is_seen_from_outside() {
        given(workflow(parallel("p", ALL, branch("x", agent("a"))), agent("b").given("\"${steps.a.output}\"")))
                .started("1")
                .when(completed("p[x]/a", "2"))
                .thenEndsWith("b#1 dispatched 2 until +1m");
    }

    @Test
    void a_step_of_a_catch_is_seen_after_it() {
        given(workflow(agent("a").caught(agent("c")), agent("b").given("\"${steps.c.output}\"")))
                .started("1")
                .after(failed("a", DECLINED, "E1"))
                .when(completed("a[catch0]/c", "2"))
                .thenEndsWith("b#1 dispatched 2 until +1m");
    }

    @Test
    void from_the_catch_of_a_map_its_items_are_not_seen() {
        given(workflow(map("m", "input", 1, ALL, agent("a")).caught(agent("c").given("\"${steps.a.status}\""))))
                .started("[1]")
                .when(failed("m[0]/a", DECLINED, "E1"))
                .thenEndsWith("m[catch0]/c#1 dispatched \"none\" until +1m");
    }

    @Test
    void the_catch_of_a_map_sees_which_items_failed_and_what_the_others_gave() {
        given(workflow(map("m", "input", 3, new Join.Count(3), agent("a"))
                        .caught(agent("c").given("[\"${steps.m.errors}\",\"${steps.m.outputs}\"]"))))
                .started("[1,2,3]")
                .after(completed("m[0]/a", "\"zero\""))
                .when(failed("m[1]/a", DECLINED, "E1"))
                .thenEndsWith("m[catch0]/c#1 dispatched [[{\"lane\":\"1\",\"code\":\"E1\","
                        + "\"message\":\"E1 happened\"}],[\"zero\"]] until +1m");
    }

    @Test
    void the_catch_of_a_parallel_sees_no_output() {
        given(workflow(parallel("p", ALL, branch("x", agent("a")))
                        .caught(agent("c").given("\"${steps.p.output}\""))))
                .started("1")
                .when(failed("p[x]/a", DECLINED, "E1"))
                .thenEndsWith(
                        "p[catch0]/c failed TEST-0001", "p failed TEST-0001", "run failed at p[catch0]/c: TEST-0001");
    }

    @Test
    void a_catch_inside_an_item_sees_the_items_other_steps() {
        given(workflow(map(
                        "m",
                        "input",
                        2,
                        ALL,
                        agent("a"),
                        agent("b").caught(agent("c").given("\"${steps.a.output}\"")))))
                .started("[1,2]")
                .after(completed("m[0]/a", "\"zero\""), completed("m[1]/a", "\"one\""))
                .when(failed("m[1]/b", DECLINED, "E1"))
                .thenEndsWith("m[1]/b[catch0]/c#1 dispatched \"one\" until +1m");
    }
}
