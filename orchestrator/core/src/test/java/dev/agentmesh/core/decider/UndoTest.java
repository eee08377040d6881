package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.giveBack;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.definition.Late;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UndoTest {
    @Test
    void what_finished_is_undone_backwards_when_a_later_step_fails_and_the_run_says_so() {
        given(workflow(
                        agent("slot").undo("free"),
                        agent("page").undo("hide", "{\"url\":\"${output.url}\"}"),
                        agent("bill")))
                .started("1")
                .when(completed("slot", "\"s\""))
                .thenContains("slot#1 completed \"s\"", "slot can be undone")
                .after(completed("page", "{\"url\":\"u\"}"))
                .when(failed("bill", DECLINED, "CARD"))
                .then(
                        "bill#1 ended DECLINED CARD, over",
                        "bill#1 failed DECLINED CARD",
                        "the run undoing 2 for CARD",
                        "page[undo]/page.undo#1 dispatched {\"url\":\"u\"} until +1m")
                .thenEffects(
                        "clear deadline of bill#1 +1m",
                        "clear run deadline +24h",
                        "set run deadline never",
                        "dispatch page[undo]/page.undo#1 to hide {\"url\":\"u\"} key r1/page[undo]/page.undo until +1m",
                        "set deadline of page[undo]/page.undo#1 +1m")
                .when(completed("page[undo]/page.undo", "1"))
                .then(
                        "page[undo]/page.undo#1 completed 1",
                        "page undone",
                        "slot[undo]/slot.undo#1 dispatched \"s\" until +1m")
                .when(completed("slot[undo]/slot.undo", "1"))
                .then(
                        "slot[undo]/slot.undo#1 completed 1",
                        "slot undone",
                        "the run undid 2",
                        "run failed at bill: CARD, rolled back 2")
                .thenEffects(
                        "clear deadline of slot[undo]/slot.undo#1 +1m",
                        "clear run deadline never",
                        "outcome failed CARD, rolled back 2");
    }

    @Test
    void the_order_is_that_of_finishing_and_not_of_the_definition() {
        given(workflow(
                        parallel(
                                "p",
                                ALL,
                                branch("x", agent("a").undo("u"), agent("b").undo("u")),
                                branch("y", agent("c").undo("u"))),
                        fail("f", "E1")))
                .started("1")
                .after(completed("p[x]/a", "1"), completed("p[y]/c", "2"))
                .when(completed("p[x]/b", "3"))
                .thenEndsWith("the run undoing 3 for E1", "p[x]/b[undo]/b.undo#1 dispatched 3 until +1m")
                .when(completed("p[x]/b[undo]/b.undo", "0"))
                .thenEndsWith("p[y]/c[undo]/c.undo#1 dispatched 2 until +1m")
                .when(completed("p[y]/c[undo]/c.undo", "0"))
                .thenEndsWith("p[x]/a[undo]/a.undo#1 dispatched 1 until +1m");
    }

    @Test
    void a_block_is_undone_before_its_catch_and_the_run_goes_on() {
        given(workflow(
                        agent("z").undo("u"),
                        block("d", agent("a").undo("u"), fail("f", "E1")).caught(agent("c"))))
                .started("1")
                .after(completed("z", "9"))
                .when(completed("d/a", "1"))
                .thenEndsWith("d failed E1", "d undoing 1 for E1", "d/a[undo]/a.undo#1 dispatched 1 until +1m")
                .when(completed("d/a[undo]/a.undo", "0"))
                .thenEndsWith(
                        "d/a undone", "d undid 1", "d opened catch 0 of E1", "d[catch0]/c#1 dispatched 1 until +1m")
                .when(completed("d[catch0]/c", "5"))
                .thenEndsWith("run completed 5");
    }

    @Test
    void an_undo_is_tried_again_and_then_left_to_people_while_the_others_go_on() {
        given(workflow(agent("a").undo("u"), agent("b").undo("u").retry(atOnce(2)), fail("f", "E1")))
                .started("1")
                .after(completed("a", "1"), completed("b", "2"))
                .when(failed("b[undo]/b.undo", TRANSIENT, "E8"))
                .then("b[undo]/b.undo#1 ended TRANSIENT E8, again", "b[undo]/b.undo#2 retried until +1m")
                .when(failed("b[undo]/b.undo", TRANSIENT, "E9"))
                .then(
                        "b[undo]/b.undo#2 ended TRANSIENT E9, over",
                        "b[undo]/b.undo#2 dead-lettered TRANSIENT MESH-4107, handled",
                        "b[undo]/b.undo#2 failed TRANSIENT MESH-4107",
                        "b not undone MESH-4107",
                        "a[undo]/a.undo#1 dispatched 1 until +1m")
                .when(completed("a[undo]/a.undo", "0"))
                .thenEndsWith("the run undid 1 and 1 failed", "run failed at f: E1, rolled back 1 and 1 failed");
    }

    @Test
    void an_undo_that_declines_is_a_dead_letter_too_for_what_it_should_undo_still_stands() {
        given(workflow(agent("a").undo("u"), fail("f", "E1")))
                .started("1")
                .after(completed("a", "1"))
                .when(failed("a[undo]/a.undo", DECLINED, "NO"))
                .thenContains("a[undo]/a.undo#1 dead-lettered DECLINED MESH-4107, handled", "a not undone MESH-4107");
    }

    @Test
    void an_input_without_a_value_gives_that_undo_up_and_goes_on() {
        given(workflow(agent("a").undo("u"), agent("b").undo("u", "\"${boom}\""), fail("f", "E1")))
                .started("1")
                .after(completed("a", "1"))
                .when(completed("b", "2"))
                .thenEndsWith(
                        "the run undoing 2 for E1",
                        "b[undo]/b.undo failed MESH-4107",
                        "b not undone MESH-4107",
                        "a[undo]/a.undo#1 dispatched 1 until +1m");
    }

    @Test
    void a_run_with_something_to_undo_is_not_held() {
        given(workflow(agent("a").undo("u"), agent("b")))
                .started("1")
                .after(completed("a", "1"))
                .when(failed("b", POISON, "E1"))
                .thenContains("b#1 dead-lettered POISON E1, handled", "the run undoing 1 for E1");
    }

    @Test
    void a_run_with_nothing_to_undo_yet_is_held_as_any_other() {
        given(workflow(agent("a").undo("u"), agent("b")))
                .started("1")
                .when(failed("a", POISON, "E1"))
                .thenEndsWith("a#1 dead-lettered POISON E1, held");
    }

    @Test
    void a_canceled_run_is_undone_and_cannot_be_canceled_again() {
        given(workflow(agent("a").undo("u"), agent("b")))
                .started("1")
                .after(completed("a", "1"))
                .when(canceled("enough"))
                .then("b#1 canceled: enough", "the run undoing 1 for enough", "a[undo]/a.undo#1 dispatched 1 until +1m")
                .when(canceled("really"))
                .thenNothing()
                .when(completed("a[undo]/a.undo", "0"))
                .thenEndsWith("the run undid 1", "run canceled: enough by tester, rolled back 1");
    }

    @Test
    void a_run_that_is_undone_for_a_failure_is_not_canceled_in_between() {
        given(workflow(agent("a").undo("u"), fail("f", "E1")))
                .started("1")
                .after(completed("a", "1"))
                .when(canceled("enough"))
                .then("refused CancelRun MESH-4160");
    }

    @Test
    void the_time_of_the_run_being_over_is_a_failure_and_does_not_bind_what_undoes() {
        given(workflow(agent("a").undo("u"), agent("b").timeout(Duration.ofDays(2))))
                .started("1")
                .after(completed("a", "1"))
                .when(due(runDeadline()))
                .thenEndsWith("the run undoing 1 for MESH-4118", "a[undo]/a.undo#1 dispatched 1 until +24h1m")
                .when(saidDue(runDeadline()))
                .thenNothing()
                .when(completed("a[undo]/a.undo", "0"))
                .thenEndsWith("run failed at the run: MESH-4118, rolled back 1");
    }

    @Test
    void the_time_of_a_block_being_over_undoes_it() {
        given(workflow(block("d", agent("a").undo("u"), agent("b"))
                        .timeout(Duration.ofSeconds(5))
                        .caught()))
                .started("1")
                .after(completed("d/a", "1"))
                .when(due(stepDeadline("d")))
                .thenEndsWith(
                        "d failed MESH-4102",
                        "d undoing 1 for MESH-4102",
                        "d/a[undo]/a.undo#1 dispatched 1 until +1m5s");
    }

    @Test
    void lanes_that_lost_are_undone_before_the_step_goes_on() {
        given(workflow(
                        parallel(
                                "p",
                                FIRST,
                                branch("x", agent("a").undo("u"), agent("b")),
                                branch("y", agent("c").undo("u"))),
                        agent("z")))
                .started("1")
                .after(completed("p[x]/a", "1"))
                .when(completed("p[y]/c", "2"))
                .thenEndsWith(
                        "p[y] lane completed from p[y]/c",
                        "p[x]/b#1 canceled: the join of \"p\" is met",
                        "p[x] lane canceled",
                        "p undoing 1 of lost lanes",
                        "p[x]/a[undo]/a.undo#1 dispatched 1 until +1m")
                .when(completed("p[x]/a[undo]/a.undo", "0"))
                .thenEndsWith("p undid 1", "p completed from 2 lanes", "z#1 dispatched 1 until +1m");
    }

    @Test
    void items_that_failed_are_undone_when_the_others_are_enough() {
        given(workflow(map("m", "input", 2, SETTLED, agent("a").undo("u"), agent("b"))))
                .started("[1,2]")
                .after(completed("m[0]/a", "1"), completed("m[1]/a", "2"), failed("m[0]/b", DECLINED, "E1"))
                .when(completed("m[1]/b", "3"))
                .thenEndsWith("m undoing 1 of lost lanes", "m[0]/a[undo]/a.undo#1 dispatched 1 until +1m")
                .when(completed("m[0]/a[undo]/a.undo", "0"))
                .thenEndsWith("m completed from 2 lanes", "run completed [null,3]");
    }

    @Test
    void what_is_being_undone_further_in_is_finished_first() {
        given(workflow(
                        agent("z").undo("u"),
                        parallel(
                                "p",
                                ALL,
                                branch("x", block("d", agent("a").undo("u"), fail("f", "E1"))),
                                branch("y", agent("b")))))
                .started("1")
                .after(completed("z", "9"), completed("p[x]/d/a", "1"))
                .when(failed("p[y]/b", DECLINED, "E2"))
                .thenContains("p failed E2", "p undoing 0 for E2")
                .when(completed("p[x]/d/a[undo]/a.undo", "0"))
                .thenEndsWith(
                        "p[x]/d/a undone",
                        "p[x]/d undid 1",
                        "p undid 0",
                        "the run undoing 1 for E2",
                        "z[undo]/z.undo#1 dispatched 9 until +1m");
    }

    @Test
    void a_result_waits_for_what_is_being_undone() {
        given(workflow(parallel(
                        "p",
                        ALL,
                        branch(
                                "x",
                                block("d", agent("a").undo("u"), fail("f", "E1"))
                                        .caught(agent("c"))),
                        branch("y", agent("b"), giveBack("r", "7")))))
                .started("1")
                .after(completed("p[x]/d/a", "1"))
                .when(completed("p[y]/b", "2"))
                .thenEndsWith("the run undoing 0 before the result")
                .when(completed("p[x]/d/a[undo]/a.undo", "0"))
                .thenEndsWith("p[x]/d undid 1", "the run undid 0", "run completed 7");
    }

    @Test
    void what_a_catch_did_instead_of_the_step_is_not_undone_by_the_steps_undo() {
        given(workflow(agent("a").undo("u").caught(agent("c")), fail("f", "E1")))
                .started("1")
                .after(failed("a", DECLINED, "NO"))
                .when(completed("a[catch0]/c", "1"))
                .thenEndsWith("run failed at f: E1");
    }

    @Test
    void a_block_can_be_undone_as_one_after_its_steps_were_added_up() {
        given(workflow(block("d", agent("a"), agent("b")).undo("u"), fail("f", "E1")))
                .started("1")
                .after(completed("d/a", "1"))
                .when(completed("d/b", "2"))
                .thenEndsWith("d[undo]/d.undo#1 dispatched 2 until +1m");
    }

    @Test
    void a_join_that_is_undone_for_what_it_stands_in_ends_as_canceled() {
        given(workflow(block(
                                "e",
                                parallel(
                                        "p",
                                        SETTLED,
                                        branch("x", agent("a").undo("u"), fail("f", "E1")),
                                        branch("y", agent("b"))))
                        .timeout(Duration.ofSeconds(5))))
                .started("1")
                .after(completed("e/p[x]/a", "1"), completed("e/p[y]/b", "2"))
                .after(due(stepDeadline("e")))
                .when(completed("e/p[x]/a[undo]/a.undo", "0"))
                .thenContains(
                        "e/p[x]/a undone",
                        "e/p undid 1",
                        "e/p canceled: \"e\" is undone",
                        "e undid 0",
                        "run failed at e: MESH-4102, rolled back 1");
    }

    @Test
    void what_a_kept_lane_did_is_undone_even_when_it_failed_while_others_were_being_undone() {
        given(workflow(
                        parallel(
                                "p",
                                FIRST,
                                Late.KEEP,
                                branch("x", agent("a").undo("u"), fail("f", "E1")),
                                branch("y", agent("b")),
                                branch("z", agent("c").undo("u"), fail("g", "E1"))),
                        agent("n")))
                .started("1")
                .after(completed("p[x]/a", "1"), completed("p[y]/b", "2"), completed("p[z]/c", "3"))
                .when(canceled("enough"))
                .thenContains("the run undoing 1 for enough")
                .when(completed("p[x]/a[undo]/a.undo", "0"))
                .thenContains(
                        "p[x]/a undone",
                        "p undid 1",
                        "p canceled: the run is undone",
                        "p[z]/c[undo]/c.undo#1 dispatched 3 until +1m")
                .when(completed("p[z]/c[undo]/c.undo", "0"))
                .thenContains("p[z]/c undone", "run canceled: enough by tester, rolled back 2");
    }
}
