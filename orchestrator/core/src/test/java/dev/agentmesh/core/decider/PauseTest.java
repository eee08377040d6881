package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.LOST;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.answered;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.childCompleted;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.paused;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.resumed;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.signaled;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.await;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.child;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.human;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.waitFor;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While a run is paused what comes in is recorded and nothing begins; afterwards it goes on where it stood. */
class PauseTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private static Timer retry(String step, int attempt) {
        return new Timer.RetryDue(new StepPath(step), attempt);
    }

    private static Timer pending(String step) {
        return new Timer.PendingDue(new StepPath(step));
    }

    @Test
    void what_comes_in_is_recorded_and_nothing_begins_until_it_is_resumed() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(paused())
                .then("run paused: wait by tester")
                .when(completed("a", "2"))
                .then("a#1 completed 2", "held what follows a")
                .thenEffects("clear deadline of a#1 +1m")
                .after(passed(LONG))
                .when(resumed())
                .then("run resumed: go by tester", "b#1 dispatched 1 until +6m")
                .when(completed("b", "3"))
                .thenEndsWith("run completed 3");
    }

    @Test
    void what_follows_comes_in_the_order_in_which_it_would_have_come() {
        given(workflow(parallel("p", ALL, branch("x", agent("a"), agent("b")), branch("y", agent("c"), agent("d")))))
                .started("1")
                .after(paused(), completed("p[y]/c", "2"), completed("p[x]/a", "1"))
                .when(resumed())
                .then(
                        "run resumed: go by tester",
                        "p[y]/d#1 dispatched 1 until +1m",
                        "p[x]/b#1 dispatched 1 until +1m");
    }

    @Test
    void the_end_of_a_run_waits_too() {
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .when(completed("a", "2"))
                .then("a#1 completed 2", "held what follows a")
                .when(resumed())
                .then("run resumed: go by tester", "run completed 2");
    }

    @Test
    void a_failure_waits_for_what_handles_it() {
        given(workflow(agent("a").caught(agent("c"))))
                .started("1")
                .after(paused())
                .when(failed("a", DECLINED, "NO"))
                .thenEndsWith("a#1 failed DECLINED NO", "held what follows a")
                .when(resumed())
                .thenEndsWith("a opened catch 0 of NO", "a[catch0]/c#1 dispatched 1 until +1m");
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .after(failed("a", DECLINED, "NO"))
                .when(resumed())
                .then("run resumed: go by tester", "run failed at a: NO");
    }

    @Test
    void an_attempt_that_falls_due_is_handed_out_when_the_run_goes_on() {
        given(workflow(agent("a")))
                .started("1")
                .after(paused(), failed("a", TRANSIENT, "E1"))
                .when(due(retry("a", 2)))
                .then("held what follows a")
                .after(passed(LONG))
                .when(resumed())
                .thenContains("run resumed: go by tester")
                .thenEffectsMatch("dispatch a#2 to agent-a 1 key r1/a until .*");
        given(workflow(agent("a")))
                .started("1")
                .after(paused(), failed("a", TRANSIENT, "E1"))
                .when(resumed())
                .then("run resumed: go by tester")
                .when(due(retry("a", 2)))
                .thenEffectsMatch("dispatch a#2 to agent-a 1 key r1/a until .*");
    }

    @Test
    void another_agent_is_asked_when_the_run_goes_on() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .after(paused())
                .when(failed("a", TRANSIENT, "E1"))
                .then("a#1 ended TRANSIENT E1, again")
                .when(due(retry("a", 2)))
                .then("held what follows a")
                .when(resumed())
                .then("run resumed: go by tester", "a#2 reassigned to spare until +1m");
    }

    @Test
    void a_task_out_of_attempts_is_in_the_dead_letters_at_once_and_redriven_afterwards() {
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .when(failed("a", POISON, "E1"))
                .thenEndsWith("a#1 dead-lettered POISON E1, held")
                .when(redriven("a"))
                .then("refused RedriveTask MESH-4182")
                .after(resumed())
                .when(redriven("a"))
                .then("a#2 redriven until +1m");
    }

    @Test
    void people_and_other_systems_may_answer_meanwhile() {
        given(workflow(human("h"), agent("b")))
                .started("1")
                .after(paused())
                .when(answered("h", "yes"))
                .thenEndsWith("held what follows h")
                .when(resumed())
                .thenEndsWith("b#1 dispatched 1 until +1m");
        given(workflow(await("w", "paid"), agent("b")))
                .started("1")
                .after(paused())
                .when(signaled("paid", "5"))
                .then("w received paid 5", "held what follows w");
    }

    @Test
    void time_that_was_waited_for_passes() {
        given(workflow(waitFor("w", Duration.ofMinutes(1)), agent("b")))
                .started("1")
                .after(paused())
                .when(due(pending("w")))
                .then("w completed", "held what follows w");
    }

    @Test
    void a_step_keeps_its_deadline_and_what_was_held_back_inside_it_is_forgotten() {
        given(workflow(block("e", agent("a"), agent("b"))
                        .timeout(Duration.ofSeconds(30))
                        .caught(agent("c"))))
                .started("1")
                .after(paused(), completed("e/a", "1"))
                .when(due(stepDeadline("e")))
                .then("e failed MESH-4102", "held what follows e")
                .when(resumed())
                .then(
                        "run resumed: go by tester",
                        "e opened catch 0 of MESH-4102",
                        "e[catch0]/c#1 dispatched 1 until +1m30s");
    }

    @Test
    void the_end_of_the_run_is_not_held_back() {
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .when(due(runDeadline()))
                .then("a#1 canceled: the run failed", "run failed at the run: MESH-4118");
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .when(canceled("enough"))
                .then("a#1 canceled: enough", "run canceled: enough by tester");
    }

    @Test
    void undoing_waits_unless_the_run_ends() {
        var workflow = workflow(block("e", agent("a").undo("b"), agent("x")).caught(agent("c")), agent("z"));
        given(workflow)
                .started("1")
                .after(completed("e/a", "1"), paused())
                .when(failed("e/x", DECLINED, "NO"))
                .thenEndsWith("held what follows e/x")
                .when(resumed())
                .thenEndsWith("e/a[undo]/a.undo#1 dispatched 1 until +1m")
                .after(paused())
                .when(completed("e/a[undo]/a.undo", "1"))
                .thenEndsWith("held what follows e/a[undo]/a.undo")
                .when(canceled("enough"))
                .thenEndsWith("run canceled: enough by tester, rolled back 1");
    }

    /** Found by the laws over random lives: the lane was canceled, and with it what was to go on undoing in it. */
    @Test
    void undoing_that_waits_goes_on_although_what_was_held_before_it_cancels_the_lane_around() {
        String undo = "p[b0]/e/a[undo]/a.undo";
        given(workflow(parallel(
                        "p",
                        ALL,
                        branch(
                                "b0",
                                block("e", agent("a").undo("b"), agent("x")).caught(agent("c"))),
                        branch("b1", agent("y")))))
                .started("1")
                .after(
                        completed("p[b0]/e/a", "1"),
                        failed("p[b0]/e/x", DECLINED, "NO"),
                        paused(),
                        failed("p[b1]/y", DECLINED, "NO"),
                        failed(undo, LOST, "GONE"),
                        due(retry(undo, 2)))
                .when(resumed())
                .thenEndsWith(undo + "#2 retried until +1m");
    }

    @Test
    void what_was_put_off_is_held_back_as_well() {
        World world =
                new World(workflow(map("m", "[1,2,3,4,5,6,7,8]", 8, ALL, set("s", "x", "1"))), 3, BreakerPolicy.OFF);
        started("1").happen(world);
        assertThat(world.run().cells()).containsKey(CellKey.AGENDA);
        paused().happen(world);
        assertThat(world.run().cells()).doesNotContainKey(CellKey.AGENDA);
        assertThat(world.timers()).doesNotContainKey(new Timer.TurnsDue());
        resumed().happen(world);
        while (world.run().cells().containsKey(CellKey.AGENDA)) {
            due(new Timer.TurnsDue()).happen(world);
        }
        assertThat(world.status().orElseThrow().isTerminal()).isTrue();
    }

    @Test
    void runs_that_steps_wait_for_stand_still_with_it() {
        given(workflow(child("sub", "other"), agent("b")))
                .started("1")
                .when(paused())
                .thenEffectsMatch("pause r1~.*: wait")
                .when(childCompleted("sub", "7"))
                .thenEndsWith("held what follows sub")
                .when(resumed())
                .thenEndsWith("b#1 dispatched 1 until +1m");
        given(workflow(child("sub", "other")))
                .started("1")
                .after(paused())
                .when(resumed())
                .thenEffectsMatch("resume r1~.*: go");
    }

    @Test
    void pausing_what_is_paused_or_over_and_resuming_what_is_not_paused_is_refused() {
        given(workflow(agent("a")))
                .started("1")
                .when(resumed())
                .then("refused ResumeRun MESH-4181")
                .after(paused())
                .when(paused())
                .then("refused PauseRun MESH-4180")
                .after(canceled("enough"))
                .when(paused())
                .then("refused PauseRun MESH-4109")
                .when(resumed())
                .then("refused ResumeRun MESH-4109");
    }

    @Test
    void a_run_that_is_being_undone_cannot_be_paused() {
        given(workflow(agent("a").undo("b"), fail("f", "E1")))
                .started("1")
                .after(completed("a", "1"))
                .when(paused())
                .then("refused PauseRun MESH-4160");
    }
}
