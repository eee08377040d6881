package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.childCompleted;
import static dev.agentmesh.core.spec.Intents.childFailed;
import static dev.agentmesh.core.spec.Intents.childOf;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.pendingDue;
import static dev.agentmesh.core.spec.Intents.refused;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.child;
import static dev.agentmesh.core.spec.Steps.detached;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.within;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.ChildRunId;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubWorkflowPatternTest {
    private static Intent startedBy(ParentLink parent, Duration until) {
        return world -> world.send(new Command.StartRun(
                world.now(),
                Payload.json("1"),
                Optional.empty(),
                Optional.empty(),
                "run " + parent.runId(),
                Optional.of(new Command.Parentage(parent, World.START.plus(until)))));
    }

    private static ParentLink parent(int depth, boolean detached) {
        return new ParentLink("r0", new StepPath("up"), depth, detached);
    }

    @Test
    void a_run_of_its_own_is_started_and_its_result_is_the_output() {
        given(workflow(
                        child("c", "other").given("{\"x\":\"${input}\"}"),
                        agent("a").given("\"${steps.c.output}\"")))
                .started("1")
                .then("run started 1 until +24h", "c started " + childOf("c") + " of other {\"x\":1} until +24h")
                .thenEffects(
                        "set run deadline +24h",
                        "start " + childOf("c") + " of other {\"x\":1} below r1/c depth 1 until +24h")
                .when(childCompleted("c", "7"))
                .then("c child completed", "c completed with 7", "a#1 dispatched 7 until +1m");
    }

    @Test
    void without_an_input_of_its_own_it_gets_the_runs() {
        given(workflow(child("c", "other")))
                .started("5")
                .thenEndsWith("c started " + childOf("c") + " of other 5 until +24h");
    }

    @Test
    void its_id_is_made_from_the_parents_and_the_step() {
        assertThat(ChildRunId.of("order-7", new StepPath("a[2]/ship")))
                .isEqualTo(ChildRunId.of("order-7", new StepPath("a[2]/ship")))
                .startsWith("order-7~ship-")
                .isNotEqualTo(ChildRunId.of("order-7", new StepPath("a[3]/ship")));
        String grandchild = ChildRunId.of(ChildRunId.of("order-7", new StepPath("ship")), new StepPath("pack"));
        assertThat(grandchild).matches("order-7~ship-[0-9a-f]{12}\\.pack-[0-9a-f]{12}");
        String deep = "order-7";
        for (int i = 0; i < 30; i++) {
            deep = ChildRunId.of(deep, new StepPath("a-step-with-a-name"));
        }
        assertThat(deep).startsWith("order-7~").hasSizeLessThan(150);
    }

    @Test
    void its_failure_is_the_steps_and_stays_in_its_branch() {
        given(workflow(parallel("p", SETTLED, branch("x", child("c", "other")), branch("y", agent("a")))))
                .started("1")
                .when(childFailed("p[x]/c", RunStatus.FAILED, Optional.of("E1")))
                .then("p[x]/c child failed", "p[x]/c failed E1", "p[x] lane failed E1")
                .when(completed("p[y]/a", "2"))
                .thenEndsWith("run completed {\"x\":null,\"y\":2}");
    }

    @Test
    void a_child_that_a_person_canceled_fails_the_step() {
        given(workflow(child("c", "other").caught(agent("h"))))
                .started("1")
                .when(childFailed("c", RunStatus.CANCELED, Optional.empty()))
                .then(
                        "c child canceled",
                        "c failed MESH-4153",
                        "c opened catch 0 of MESH-4153",
                        "c[catch0]/h#1 dispatched 1 until +1m");
    }

    @Test
    void a_child_that_was_refused_fails_the_step() {
        given(workflow(child("c", "other")))
                .started("1")
                .when(childFailed("c", RunStatus.REJECTED, Optional.of("MESH-4124")))
                .then("c child rejected", "c failed MESH-4124", "run failed at c: MESH-4124");
    }

    @Test
    void nobody_waits_for_a_detached_one() {
        given(workflow(detached("c", "other"), agent("a").given("\"${steps.c.output.runId}\"")))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "c started " + childOf("c") + " of other@2 1, detached until +24h",
                        "a#1 dispatched \"" + childOf("c") + "\" until +1m")
                .when(childCompleted("c", "9"))
                .thenNothing();
    }

    @Test
    void cancel_goes_down() {
        given(workflow(child("c", "other")))
                .started("1")
                .when(canceled("enough"))
                .then("c canceled: enough", "run canceled: enough by tester")
                .thenEffectsContain("cancel " + childOf("c") + ": step \"c\" of run r1 no longer waits for it")
                .when(childFailed("c", RunStatus.CANCELED, Optional.empty()))
                .thenNothing();
    }

    @Test
    void its_timeout_ends_the_step_and_the_child() {
        given(workflow(child("c", "other").timeout(Duration.ofHours(2))))
                .started("1")
                .thenEndsWith("c started " + childOf("c") + " of other 1 until +2h")
                .when(due(pendingDue("c")))
                .then("c failed MESH-4102", "run failed at c: MESH-4102")
                .thenEffectsContain("cancel " + childOf("c") + ": step \"c\" of run r1 no longer waits for it");
    }

    @Test
    void a_word_of_another_child_decides_nothing() {
        given(workflow(child("c", "other")))
                .started("1")
                .when(world -> world.send(new Command.ChildRunEnded(
                        world.now(),
                        new StepPath("c"),
                        "somebody-else",
                        RunStatus.COMPLETED,
                        Optional.of(Payload.json("1")),
                        Optional.empty())))
                .thenNothing();
    }

    @Test
    void a_child_ends_no_later_than_its_parent_and_tells_it_so() {
        given(within(Duration.ofHours(5), workflow(agent("a"))))
                .when(startedBy(parent(1, false), Duration.ofHours(2)))
                .thenContains("run started 1 until +2h")
                .when(completed("a", "3"))
                .then("a#1 completed 3", "run completed 3")
                .thenEffectsContain("outcome completed 3", "tell r0/up completed 3");
        given(within(Duration.ofHours(1), workflow(agent("a"))))
                .when(startedBy(parent(1, false), Duration.ofHours(2)))
                .thenContains("run started 1 until +1h")
                .when(due(runDeadline()))
                .thenEffectsContain("tell r0/up failed MESH-4118");
    }

    @Test
    void a_canceled_child_tells_its_parent() {
        given(workflow(agent("a")))
                .when(startedBy(parent(1, false), Duration.ofHours(2)))
                .when(canceled("enough"))
                .thenEffectsContain("tell r0/up canceled");
    }

    @Test
    void a_detached_child_tells_nobody() {
        var story = given(workflow(agent("a")))
                .when(startedBy(parent(1, true), Duration.ofHours(2)))
                .when(completed("a", "3"));
        assertThat(story.decision().effects()).hasSize(3);
    }

    @Test
    void a_child_that_cannot_start_tells_its_parent_why() {
        given(workflow(agent("a")))
                .when(world -> world.send(new Command.RefuseStart(
                        world.now(),
                        "other",
                        new Failure(FailureKind.WORKFLOW, "TEST-0009", "no"),
                        Optional.of(parent(1, false)))))
                .then("run rejected TEST-0009", "child of r0/up refused TEST-0009")
                .thenEffects("outcome rejected TEST-0009", "tell r0/up rejected TEST-0009");
    }

    @Test
    void an_id_that_somebody_else_has_taken_fails_the_parents_step() {
        given(workflow(agent("a")))
                .after(started("1"))
                .when(startedBy(parent(1, false), Duration.ofHours(2)))
                .then("refused StartRun MESH-4114", "child of r0/up refused MESH-4114")
                .thenEffects("tell r0/up rejected MESH-4114");
    }

    @Test
    void the_same_start_twice_is_one_child() {
        given(workflow(agent("a")))
                .after(startedBy(parent(1, false), Duration.ofHours(2)))
                .when(startedBy(parent(1, false), Duration.ofHours(2)))
                .thenNothing();
    }

    @Test
    void a_refusal_after_an_ordinary_start_tells_nobody() {
        given(workflow(agent("a"))).when(refused("flow", "TEST-0002")).then("run rejected TEST-0002");
    }

    @Test
    void ten_runs_above_are_the_most() {
        given(workflow(child("c", "other")))
                .when(startedBy(parent(9, false), Duration.ofHours(2)))
                .thenEndsWith("c started " + childOf("c") + " of other 1 until +2h")
                .thenEffectsContain("start " + childOf("c") + " of other 1 below r1/c depth 10 until +2h");
        given(workflow(child("c", "other")))
                .when(startedBy(parent(10, false), Duration.ofHours(2)))
                .thenEndsWith("c failed MESH-4152", "run failed at c: MESH-4152");
    }
}
