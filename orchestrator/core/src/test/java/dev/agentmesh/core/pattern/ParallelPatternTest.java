package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
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
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Steps.Branch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParallelPatternTest {
    private static final Join TWO = new Join.Count(2);
    private static final Join HALF = new Join.Percent(50);

    private static Branch lane(String id) {
        return branch(id + id, agent(id));
    }

    @Test
    void all_branches_begin_at_once_in_definition_order() {
        given(workflow(parallel("p", ALL, lane("b"), lane("a"))))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "p opened parallel bb,aa needs 2",
                        "p[bb] started",
                        "p[aa] started",
                        "p[bb]/b#1 dispatched 1 until +1m",
                        "p[aa]/a#1 dispatched 1 until +1m");
    }

    @Test
    void all_waits_for_the_last_and_gives_a_map_of_outputs() {
        given(workflow(parallel("p", ALL, lane("b"), lane("a"))))
                .started("1")
                .when(completed("p[aa]/a", "2"))
                .then("p[aa]/a#1 completed 2", "p[aa] lane completed from p[aa]/a")
                .when(completed("p[bb]/b", "3"))
                .then(
                        "p[bb]/b#1 completed 3",
                        "p[bb] lane completed from p[bb]/b",
                        "p completed from 2 lanes",
                        "run completed {\"bb\":3,\"aa\":2}");
    }

    @Test
    void all_fails_with_the_first_failure_and_cancels_the_others() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b"))))
                .started("1")
                .when(failed("p[aa]/a", DECLINED, "E1"))
                .then(
                        "p[aa]/a#1 ended DECLINED E1, over",
                        "p[aa]/a#1 failed DECLINED E1",
                        "p[aa] lane failed E1",
                        "p[bb]/b#1 canceled: another lane of \"p\" failed",
                        "p[bb] lane canceled",
                        "p failed E1",
                        "run failed at p[aa]/a: E1")
                .thenEffects(
                        "clear deadline of p[aa]/a#1 +1m",
                        "clear deadline of p[bb]/b#1 +1m",
                        "cancel p[bb]/b#1 of agent-b: another lane of \"p\" failed",
                        "clear run deadline +24h",
                        "outcome failed E1");
    }

    @Test
    void a_branch_that_fails_at_once_cancels_one_whose_turn_has_not_come() {
        given(workflow(parallel("p", ALL, branch("x", fail("f", "E1")), lane("a"))))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "p opened parallel x,aa needs 2",
                        "p[x] started",
                        "p[aa] started",
                        "p[x]/f failed E1",
                        "p[x] lane failed E1",
                        "p[aa] lane canceled",
                        "p failed E1",
                        "run failed at p[x]/f: E1");
    }

    @Test
    void a_held_lane_keeps_all_waiting_while_the_others_go_on() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b")), agent("c")))
                .started("1")
                .when(failed("p[aa]/a", POISON, "E1"))
                .then("p[aa]/a#1 ended POISON E1, over", "p[aa]/a#1 dead-lettered POISON E1, held")
                .when(completed("p[bb]/b", "2"))
                .then("p[bb]/b#1 completed 2", "p[bb] lane completed from p[bb]/b")
                .when(redriven("p[aa]/a", "5"))
                .then("p[aa]/a#2 redriven 5 until +1m")
                .when(completed("p[aa]/a", "6"))
                .then(
                        "p[aa]/a#2 completed 6",
                        "p[aa] lane completed from p[aa]/a",
                        "p completed from 2 lanes",
                        "c#1 dispatched 1 until +1m");
    }

    @Test
    void a_held_lane_waits_until_the_deadline_of_the_run() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b"))))
                .started("1")
                .after(failed("p[aa]/a", POISON, "E1"), completed("p[bb]/b", "2"))
                .when(due(runDeadline()))
                .then(
                        "p[aa]/a#1 canceled: the run failed",
                        "p canceled: the run failed",
                        "p[aa] lane canceled",
                        "run failed at the run: MESH-4118");
    }

    @Test
    void a_sibling_that_fails_ends_a_held_lane() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b"))))
                .started("1")
                .after(failed("p[aa]/a", POISON, "E1"))
                .when(failed("p[bb]/b", DECLINED, "E2"))
                .thenContains("p[aa]/a#1 canceled: another lane of \"p\" failed", "p failed E2");
    }

    @Test
    void settled_takes_what_completed() {
        given(giving(
                        "{\"ok\":\"${steps.p.outputs}\",\"bad\":\"${steps.p.errors}\",\"all\":\"${steps.p.output}\"}",
                        workflow(parallel("p", SETTLED, lane("a"), lane("b")))))
                .started("1")
                .when(failed("p[aa]/a", POISON, "E1"))
                .then(
                        "p[aa]/a#1 ended POISON E1, over",
                        "p[aa]/a#1 dead-lettered POISON E1, handled",
                        "p[aa]/a#1 failed POISON E1",
                        "p[aa] lane failed E1")
                .when(completed("p[bb]/b", "2"))
                .thenEndsWith(
                        "p completed from 2 lanes",
                        "run completed {\"ok\":[2],\"bad\":[{\"lane\":\"aa\",\"code\":\"E1\",\"message\":\"E1"
                                + " happened\"}],\"all\":{\"aa\":null,\"bb\":2}}");
    }

    @Test
    void settled_completes_even_when_all_failed() {
        given(workflow(parallel("p", SETTLED, lane("a"))))
                .started("1")
                .when(failed("p[aa]/a", DECLINED, "E1"))
                .thenEndsWith("p completed from 1 lanes", "run completed {\"aa\":null}");
    }

    @Test
    void first_takes_the_first_that_completes_and_cancels_the_others() {
        given(workflow(parallel("p", FIRST, lane("a"), lane("b"), lane("c"))))
                .started("1")
                .after(failed("p[aa]/a", DECLINED, "E1"))
                .when(completed("p[cc]/c", "3"))
                .then(
                        "p[cc]/c#1 completed 3",
                        "p[cc] lane completed from p[cc]/c",
                        "p[bb]/b#1 canceled: the join of \"p\" is met",
                        "p[bb] lane canceled",
                        "p completed from 3 lanes",
                        "run completed {\"aa\":null,\"bb\":null,\"cc\":3}");
    }

    @Test
    void first_fails_when_no_lane_can_complete_any_more() {
        var story = given(workflow(parallel("p", FIRST, lane("a"), lane("b"))))
                .started("1")
                .after(failed("p[aa]/a", DECLINED, "E1"))
                .when(failed("p[bb]/b", DECLINED, "E2"))
                .thenEndsWith("p[bb] lane failed E2", "p failed MESH-4104", "run failed at p: MESH-4104");
        assertThat(story.only(Event.StepFailed.class).failure().message())
                .isEqualTo("The join of \"p\" cannot be met: 0 of 2 lanes completed, 2 failed, 1 are needed;"
                        + " the last failure was E2: E2 happened");
    }

    @Test
    void a_count_is_met_by_that_many() {
        given(workflow(parallel("p", TWO, lane("a"), lane("b"), lane("c"))))
                .started("1")
                .after(completed("p[aa]/a", "1"))
                .when(completed("p[bb]/b", "2"))
                .thenContains("p[cc]/c#1 canceled: the join of \"p\" is met", "p completed from 3 lanes");
    }

    @Test
    void a_count_fails_as_soon_as_it_cannot_be_met() {
        given(workflow(parallel("p", TWO, lane("a"), lane("b"), lane("c"))))
                .started("1")
                .after(failed("p[aa]/a", DECLINED, "E1"))
                .when(failed("p[bb]/b", DECLINED, "E2"))
                .thenContains(
                        "p[bb] lane failed E2",
                        "p[cc]/c#1 canceled: the join of \"p\" cannot be met",
                        "p[cc] lane canceled",
                        "p failed MESH-4104");
    }

    @Test
    void a_count_of_more_lanes_than_there_are_fails_before_any_begins() {
        given(workflow(parallel("p", TWO, lane("a")).caught(agent("c"))))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "p opened parallel aa needs 2",
                        "p failed MESH-4104",
                        "p opened catch 0 of MESH-4104",
                        "p[catch0]/c#1 dispatched 1 until +1m");
    }

    @Test
    void a_share_is_rounded_up() {
        given(workflow(parallel("p", HALF, lane("a"), lane("b"), lane("c"))))
                .started("1")
                .thenContains("p opened parallel aa,bb,cc needs 2")
                .after(completed("p[aa]/a", "1"))
                .when(completed("p[bb]/b", "2"))
                .thenContains("p completed from 3 lanes");
    }

    @Test
    void without_branches_it_completes_at_once() {
        given(workflow(parallel("p", ALL)))
                .started("1")
                .thenEndsWith("p opened parallel  needs 0", "p completed from 0 lanes", "run completed {}");
    }

    @Test
    void an_empty_branch_completes_without_an_output() {
        given(giving(
                        "\"${steps.p.outputs}\"",
                        workflow(parallel("p", ALL, branch("x"), branch("y", set("s", "v", "1"))))))
                .started("1")
                .thenEndsWith("p[y]/s set v=1", "p[y] lane completed", "p completed from 2 lanes", "run completed []");
    }

    @Test
    void late_lanes_that_are_kept_run_to_their_end_and_change_nothing() {
        given(giving(
                        "\"${steps.p.output}\"",
                        workflow(parallel("p", FIRST, Late.KEEP, lane("a"), lane("b"), lane("c")), agent("next"))))
                .started("1")
                .when(completed("p[aa]/a", "1"))
                .then(
                        "p[aa]/a#1 completed 1",
                        "p[aa] lane completed from p[aa]/a",
                        "p completed from 3 lanes",
                        "next#1 dispatched 1 until +1m")
                .when(completed("p[bb]/b", "2"))
                .then("p[bb]/b#1 completed 2", "p[bb] lane completed from p[bb]/b")
                .when(completed("next", "9"))
                .thenEndsWith(
                        "p[cc]/c#1 canceled: the run has its result",
                        "p[cc] lane canceled",
                        "run completed {\"aa\":1,\"bb\":null,\"cc\":null}");
    }

    @Test
    void a_kept_lane_that_fails_harms_nobody_and_leaves_a_dead_letter() {
        given(workflow(parallel("p", FIRST, Late.KEEP, lane("a"), lane("b")), agent("next")))
                .started("1")
                .after(completed("p[aa]/a", "1"))
                .when(failed("p[bb]/b", POISON, "E1"))
                .then(
                        "p[bb]/b#1 ended POISON E1, over",
                        "p[bb]/b#1 dead-lettered POISON E1, handled",
                        "p[bb]/b#1 failed POISON E1",
                        "p[bb] lane failed E1");
    }

    @Test
    void a_kept_lane_goes_on_through_all_of_its_steps() {
        given(workflow(
                        parallel(
                                "p",
                                FIRST,
                                Late.KEEP,
                                lane("a"),
                                branch("x", agent("b").caught(agent("c")), choose("s", otherwise(agent("d"))))),
                        agent("next")))
                .started("1")
                .after(completed("p[aa]/a", "1"))
                .when(failed("p[x]/b", DECLINED, "E1"))
                .thenEndsWith("p[x]/b opened catch 0 of E1", "p[x]/b[catch0]/c#1 dispatched 1 until +1m")
                .when(completed("p[x]/b[catch0]/c", "2"))
                .thenEndsWith("p[x]/s opened switch 0", "p[x]/s[0]/d#1 dispatched 1 until +1m")
                .when(completed("p[x]/s[0]/d", "3"))
                .then(
                        "p[x]/s[0]/d#1 completed 3",
                        "p[x]/s completed from p[x]/s[0]/d",
                        "p[x] lane completed from p[x]/s");
    }

    @Test
    void a_kept_lane_may_outlive_the_lane_around_its_step() {
        given(workflow(
                        map("m", "range(2)", 1, ALL, parallel("p", FIRST, Late.KEEP, lane("a"), lane("b"))),
                        agent("next")))
                .started("1")
                .after(completed("m[0]/p[aa]/a", "1"))
                .when(completed("m[1]/p[bb]/b", "2"))
                .thenEndsWith(
                        "m[1] lane completed from m[1]/p", "m completed from 2 lanes", "next#1 dispatched 1 until +1m")
                .when(completed("m[0]/p[bb]/b", "3"))
                .then("m[0]/p[bb]/b#1 completed 3", "m[0]/p[bb] lane completed from m[0]/p[bb]/b");
    }

    @Test
    void a_timeout_around_a_step_ends_its_kept_lanes_too() {
        given(workflow(block("d", parallel("p", FIRST, Late.KEEP, lane("a"), lane("b")), agent("c"))
                        .timeout(Duration.ofSeconds(10))
                        .caught(agent("e"))))
                .started("1")
                .after(completed("d/p[aa]/a", "1"))
                .when(due(stepDeadline("d")))
                .then(
                        "d/c#1 canceled: the time of \"d\" is over",
                        "d/p[bb]/b#1 canceled: the time of \"d\" is over",
                        "d/p[bb] lane canceled",
                        "d failed MESH-4102",
                        "d opened catch 0 of MESH-4102",
                        "d[catch0]/e#1 dispatched 1 until +1m10s");
    }

    @Test
    void its_timeout_ends_all_lanes() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b")).timeout(Duration.ofSeconds(10))))
                .started("1")
                .after(completed("p[aa]/a", "1"))
                .when(due(stepDeadline("p")))
                .then(
                        "p[bb]/b#1 canceled: the time of \"p\" is over",
                        "p[bb] lane canceled",
                        "p failed MESH-4102",
                        "run failed at p: MESH-4102");
    }

    @Test
    void the_catch_runs_after_the_lanes_are_gone() {
        given(workflow(parallel("p", ALL, lane("a"), lane("b")).caught(agent("c"))))
                .started("1")
                .when(failed("p[aa]/a", DECLINED, "E1"))
                .thenEndsWith(
                        "p[bb] lane canceled",
                        "p failed E1",
                        "p opened catch 0 of E1",
                        "p[catch0]/c#1 dispatched 1 until +1m")
                .when(completed("p[catch0]/c", "4"))
                .then("p[catch0]/c#1 completed 4", "p completed from p[catch0]/c", "run completed 4");
    }

    @Test
    void lanes_in_lanes_end_from_the_inside_out() {
        given(workflow(parallel("p", FIRST, branch("x", parallel("q", ALL, lane("a"), lane("b"))), lane("c"))))
                .started("1")
                .when(completed("p[cc]/c", "1"))
                .thenContains(
                        "p[x]/q[aa]/a#1 canceled: the join of \"p\" is met",
                        "p[x]/q[bb]/b#1 canceled: the join of \"p\" is met",
                        "p[x]/q canceled: the join of \"p\" is met",
                        "p[x]/q[bb] lane canceled",
                        "p[x]/q[aa] lane canceled",
                        "p[x] lane canceled",
                        "p completed from 2 lanes");
    }
}
