package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.attemptDeadline;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.refused;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.REF;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.titled;
import static dev.agentmesh.core.spec.Steps.within;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.spec.FakeExpressions;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunLifeTest {
    private static final Workflow FLOW = workflow(agent("a"));

    private static Intent start(String input, Optional<String> title, Optional<Duration> limit) {
        return world -> world.send(new Command.StartRun(world.now(), Payload.json(input), title, limit, "tester"));
    }

    @Test
    void a_start_pins_the_definition() {
        assertThat(given(FLOW).started("1").only(Event.RunStarted.class))
                .isEqualTo(new Event.RunStarted(
                        REF, "flow", Payload.json("1"), World.START.plus(Duration.ofHours(24)), "tester"));
    }

    @Test
    void a_start_may_set_its_own_limit() {
        given(FLOW)
                .when(start("1", Optional.empty(), Optional.of(Duration.ofSeconds(9))))
                .then("run started 1 until +9s", "a#1 dispatched 1 until +9s");
    }

    @Test
    void the_title_is_the_callers_or_the_definitions_or_its_name() {
        Workflow titled = titled("\"${input.topic}\"", FLOW);
        String input = "{\"topic\":\"heat pumps\"}";
        assertThat(given(titled).started(input).only(Event.RunStarted.class).title())
                .isEqualTo("heat pumps");
        assertThat(given(titled)
                        .when(start(input, Optional.of("mine"), Optional.empty()))
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo("mine");
        assertThat(given(titled).started("{}").only(Event.RunStarted.class).title())
                .isEqualTo("flow");
        assertThat(given(titled("\"${vars.x}\"", FLOW))
                        .started("1")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo("flow");
        assertThat(given(titled("\"${item}\"", FLOW))
                        .started("1")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo("flow");
        assertThat(given(titled("\"${steps.a.status}\"", FLOW))
                        .started("1")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo("none");
        assertThat(given(titled("\"${run.id}\"", FLOW))
                        .started("1")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo(World.RUN);
    }

    @Test
    void a_title_too_large_to_be_made_is_no_reason_not_to_run() {
        given(titled("\"${huge}\"", FLOW)).started("1").thenEndsWith("a#1 dispatched 1 until +1m");
    }

    @Test
    void a_long_title_is_cut() {
        String title = given(titled("\"${repeat(300)}\"", FLOW))
                .started("1")
                .only(Event.RunStarted.class)
                .title();
        assertThat(title).hasSize(200).endsWith("x…");
        String faces = "x" + "\uD83D\uDE00".repeat(150);
        assertThat(given(titled("\"${input}\"", FLOW))
                        .started("\"" + faces + "\"")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo(faces.substring(0, 199) + "…");
        assertThat(given(titled("\"${input}\"", FLOW))
                        .started("\"y" + faces + "\"")
                        .only(Event.RunStarted.class)
                        .title())
                .isEqualTo(("y" + faces).substring(0, 198) + "…");
    }

    @Test
    void the_same_start_again_decides_nothing() {
        given(FLOW).started("1").when(started("1")).thenNothing();
    }

    @Test
    void the_same_start_after_the_end_decides_nothing() {
        given(FLOW).started("1").after(completed("a", "2")).when(started("1")).thenNothing();
    }

    @Test
    void a_start_with_other_content_is_refused_with_MESH_4114() {
        given(FLOW)
                .started("1")
                .when(started("2"))
                .then("refused StartRun MESH-4114")
                .thenEffects()
                .when(completed("a", "3"))
                .thenEndsWith("run completed 3")
                .when(started("2"))
                .then("refused StartRun MESH-4114");
    }

    @Test
    void a_start_of_another_workflow_under_the_same_id_is_refused() {
        RunInMemory run = new RunInMemory(World.RUN);
        Decider decider = new Decider(new FakeExpressions());
        var start = new Command.StartRun(World.START, Payload.json("1"), Optional.empty(), Optional.empty(), "tester");
        run.apply(decider.decide(new Outline(FLOW), run, start).changes());
        Workflow other = new Workflow(
                new WorkflowRef("other", "1", "1".repeat(64)),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Workflow.DEFAULT_TIME_LIMIT,
                FLOW.steps());
        assertThat(decider.decide(new Outline(other), run, start).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.CommandRejected.class,
                        rejected -> assertThat(rejected.failure().code()).isEqualTo("MESH-4114"));
    }

    @Test
    void an_input_that_does_not_fit_into_a_record_is_refused_with_MESH_5003_and_the_id_stays_free() {
        given(FLOW)
                .started("\"" + "x".repeat(262_143) + "\"")
                .then("run rejected MESH-5003")
                .thenEffects("outcome rejected MESH-5003")
                .when(started("\"" + "x".repeat(262_142) + "\""))
                .thenEffectsContain("set run deadline +24h", "set deadline of a#1 +1m");
    }

    @Test
    void a_refused_start_leaves_the_id_free() {
        given(FLOW)
                .when(refused("flow", "TEST-0002"))
                .then("run rejected TEST-0002")
                .thenEffects("outcome rejected TEST-0002")
                .when(started("1"))
                .thenEndsWith("a#1 dispatched 1 until +1m");
    }

    @Test
    void a_refusal_after_the_start_of_the_same_workflow_decides_nothing() {
        given(FLOW)
                .started("1")
                .when(refused("flow", "TEST-0002"))
                .thenNothing()
                .when(refused("other", "TEST-0002"))
                .then("refused RefuseStart TEST-0002")
                .thenEffects();
    }

    @Test
    void a_refusal_needs_no_definition() {
        var refusal = new Command.RefuseStart(
                World.START, "nowhere", new Failure(FailureKind.WORKFLOW, "TEST-0002", "no such workflow"));
        assertThat(new Decider(new FakeExpressions())
                        .refuse(new RunInMemory(World.RUN), refusal)
                        .events())
                .containsExactly(new Event.RunRejected("nowhere", refusal.failure()));
    }

    @Test
    void a_cancel_ends_everything_that_is_open() {
        given(workflow(parallel("p", ALL, branch("x", agent("a")), branch("y", agent("b")), branch("z", agent("c")))))
                .started("1")
                .after(failed("p[x]/a", POISON, "E1"), failed("p[y]/b", TRANSIENT, "E2"))
                .when(canceled("enough"))
                .then(
                        "p[x]/a#1 canceled: enough",
                        "p[y]/b#1 canceled: enough",
                        "p[z]/c#1 canceled: enough",
                        "p canceled: enough",
                        "p[z] lane canceled",
                        "p[y] lane canceled",
                        "p[x] lane canceled",
                        "run canceled: enough by tester");
    }

    @Test
    void a_cancel_tells_only_workers_that_work() {
        var story = given(
                        workflow(agent("a").retry(new RetryPolicy(2, Duration.ofSeconds(10), Duration.ofSeconds(10)))))
                .started("1")
                .when(canceled("enough"))
                .thenEffects(
                        "clear deadline of a#1 +1m",
                        "cancel a#1 of agent-a: enough",
                        "clear run deadline +24h",
                        "outcome canceled");
        assertThat(story.world().timers()).isEmpty();
        var waiting = given(workflow(agent("a"))).started("1").after(failed("a", TRANSIENT, "E1"));
        waiting.when(canceled("enough"));
        assertThat(waiting.decision().effects()).noneMatch(Effect.CancelAttempt.class::isInstance);
        assertThat(waiting.world().timers()).isEmpty();
    }

    @Test
    void a_cancel_without_a_reason_says_so() {
        given(FLOW)
                .started("1")
                .when(canceled(""))
                .then("a#1 canceled: the run was canceled", "run canceled:  by tester");
    }

    @Test
    void a_cancel_given_twice_decides_nothing() {
        given(FLOW)
                .started("1")
                .after(canceled("enough"))
                .when(canceled("again"))
                .thenNothing();
    }

    @Test
    void a_cancel_after_another_end_is_refused_with_MESH_4109() {
        given(FLOW)
                .started("1")
                .after(completed("a", "2"))
                .when(canceled("enough"))
                .then("refused CancelRun MESH-4109")
                .thenEffects();
    }

    @Test
    void a_cancel_of_a_run_that_never_started_is_refused() {
        given(FLOW).when(canceled("enough")).then("refused CancelRun MESH-4109");
    }

    @Test
    void the_deadline_of_the_run_fails_it() {
        given(within(Duration.ofSeconds(30), FLOW))
                .started("1")
                .after(passed(Duration.ofMillis(29_999)))
                .when(saidDue(runDeadline()))
                .thenNothing()
                .when(due(runDeadline()))
                .then("a#1 canceled: the run failed", "run failed at the run: MESH-4118")
                .thenEffects(
                        "clear deadline of a#1 +30s",
                        "cancel a#1 of agent-a: the run failed",
                        "clear run deadline +30s",
                        "outcome failed MESH-4118");
    }

    @Test
    void the_deadline_of_the_run_is_not_caught() {
        given(within(Duration.ofSeconds(30), workflow(block("d", agent("a")).caught(agent("c")))))
                .started("1")
                .when(due(runDeadline()))
                .thenEndsWith("d canceled: the run failed", "run failed at the run: MESH-4118");
    }

    @Test
    void no_timer_acts_on_a_run_that_has_ended() {
        given(FLOW)
                .started("1")
                .after(completed("a", "2"), passed(Duration.ofDays(2)))
                .when(saidDue(runDeadline()))
                .thenNothing()
                .when(saidDue(attemptDeadline("a", 1)))
                .thenNothing()
                .when(saidDue(retryDue("a", 2)))
                .thenNothing()
                .when(saidDue(stepDeadline("a")))
                .thenNothing();
    }

    @Test
    void no_timer_acts_on_what_does_not_exist() {
        given(FLOW)
                .when(saidDue(runDeadline()))
                .thenNothing()
                .started("1")
                .when(saidDue(stepDeadline("nowhere[1]/to")))
                .thenNothing()
                .when(saidDue(attemptDeadline("nowhere", 1)))
                .thenNothing()
                .when(saidDue(retryDue("nowhere", 1)))
                .thenNothing();
    }

    @Test
    void the_output_of_the_definition_is_the_result() {
        given(giving("{\"first\":\"${steps.a.output}\",\"by\":\"${run.workflow}\"}", workflow(agent("a"), agent("b"))))
                .started("1")
                .after(completed("a", "2"))
                .when(completed("b", "3"))
                .thenEndsWith("run completed {\"first\":2,\"by\":\"flow\"}");
    }

    @Test
    void a_result_without_a_value_fails_the_run() {
        given(giving("\"${boom}\"", FLOW))
                .started("1")
                .when(completed("a", "2"))
                .then("a#1 completed 2", "run failed at the run: TEST-0001");
        given(giving("\"${huge}\"", FLOW))
                .started("1")
                .when(completed("a", "2"))
                .then("a#1 completed 2", "run failed at the run: MESH-4117");
    }

    @Test
    void a_result_that_does_not_fit_into_a_record_fails_the_run_with_MESH_5003() {
        String half = "\"" + "x".repeat(140_000) + "\"";
        given(workflow(map("m", "range(2)", 2, ALL, agent("a"))))
                .started("1")
                .after(completed("m[0]/a", half))
                .when(completed("m[1]/a", half))
                .thenEndsWith("m completed from 2 lanes", "run failed at the run: MESH-5003");
    }

    @Test
    void a_result_that_just_fits_into_a_record_completes_the_run() {
        // Two brackets and a comma make 262,144 bytes of these two.
        given(workflow(map("m", "range(2)", 2, ALL, agent("a"))))
                .started("1")
                .after(completed("m[0]/a", "\"" + "x".repeat(131_070) + "\""))
                .when(completed("m[1]/a", "\"" + "x".repeat(131_067) + "\""))
                .thenEffectsContain("clear run deadline +24h", "outcome completed Payload[262144 bytes]");
    }

    @Test
    void outputs_too_large_to_be_put_together_fail_what_reads_them_with_MESH_4117() {
        String big = "\"" + "x".repeat(260_000) + "\"";
        var story = given(workflow(map("m", "range(17)", 17, ALL, agent("a")))).started("1");
        for (int i = 0; i < 16; i++) {
            story.after(completed("m[" + i + "]/a", big));
        }
        story.when(completed("m[16]/a", big))
                .thenEndsWith("m completed from 17 lanes", "run failed at the run: MESH-4117");
    }

    @Test
    void a_skipped_last_step_leaves_the_result_to_the_one_before() {
        given(workflow(agent("a"), agent("b").when("false")))
                .started("1")
                .when(completed("a", "2"))
                .then("a#1 completed 2", "b skipped", "run completed 2");
        given(workflow(agent("a").when("false"))).started("1").thenEndsWith("a skipped", "run completed null");
    }

    @Test
    void a_condition_that_holds_or_not_or_has_no_value() {
        given(workflow(agent("a").when("input == 1"))).started("1").thenEndsWith("a#1 dispatched 1 until +1m");
        given(workflow(block("d", agent("a")).when("input == 2"), agent("b")))
                .started("1")
                .then("run started 1 until +24h", "d skipped", "b#1 dispatched 1 until +1m");
        given(workflow(agent("a").when("input")))
                .started("1")
                .then("run started 1 until +24h", "a failed TEST-0001", "run failed at a: TEST-0001");
        given(workflow(agent("a").when("huge")))
                .started("1")
                .then("run started 1 until +24h", "a failed MESH-4117", "run failed at a: MESH-4117");
    }

    @Test
    void the_status_of_a_run_is_terminal_or_running() {
        assertThat(RunStatus.values())
                .filteredOn(status -> !status.isTerminal())
                .containsExactly(RunStatus.RUNNING);
    }

    @Test
    void an_expression_that_fails_names_its_code_and_reason() {
        assertThat(new EvaluationFailed("TEST-0001", "why"))
                .hasMessage("why")
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("TEST-0001"));
    }
}
