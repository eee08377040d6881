package dev.agentmesh.eventlog.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import dev.agentmesh.eventlog.samples.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTreeTest {
    @Test
    void lanes_stand_under_their_step_and_tasks_under_their_lanes() {
        List<StepNode> steps = StepTree.of(SampleLog.events(SampleLog.of("r-1", SampleRun.parallel())));
        assertThat(steps).hasSize(1);
        StepNode checks = steps.getFirst();
        assertThat(checks.kind()).isEqualTo(StepNode.Kind.PARALLEL);
        assertThat(checks.state()).isEqualTo(StepNode.State.COMPLETED);
        assertThat(checks.duration(Instant.MAX)).isEqualTo(Duration.ofSeconds(11));
        assertThat(checks.children()).extracting(StepNode::label).containsExactly("[security]", "[style]");
        assertThat(checks.children())
                .extracting(StepNode::state)
                .containsExactly(StepNode.State.FAILED, StepNode.State.COMPLETED);
        StepNode scan = checks.children().getFirst().children().getFirst();
        assertThat(scan.agent()).isEqualTo("critic/review");
        assertThat(scan.failure().orElseThrow().code()).isEqualTo("BAD_DIFF");
        assertThat(scan.note()).isEqualTo("dead letter d-1");
        assertThat(scan.usage().usd()).isEqualTo(0.25);
    }

    @Test
    void a_task_shows_its_attempts_its_pauses_and_who_redrove_it() {
        var events = SampleLog.events(SampleLog.of("r-1", SampleRun.redriven()));
        assertThat(StepTree.of(events.subList(0, 3)).getFirst().state()).isEqualTo(StepNode.State.PAUSING);
        assertThat(StepTree.of(events.subList(0, 6)).getFirst().state()).isEqualTo(StepNode.State.HELD);
        StepNode redriven = StepTree.of(events.subList(0, 7)).getFirst();
        assertThat(redriven.state()).isEqualTo(StepNode.State.RUNNING);
        assertThat(redriven.note()).isEqualTo("redriven by ana: agent fixed");
        assertThat(redriven.attempts()).isEqualTo(3);
        assertThat(StepTree.of(events).getFirst().worker()).isEqualTo("critic-1");
    }

    @Test
    void a_step_whose_failure_was_caught_completes_and_shows_the_catch() {
        Step caught = new Step(
                "release",
                new Verb.AgentCall("publisher", "publish"),
                new Modifiers(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RetryPolicy.DEFAULT,
                        Optional.empty(),
                        List.of(new CatchClause(
                                Optional.empty(),
                                List.of(new Step("notify", new Verb.AgentCall("mailer", "send"), Modifiers.NONE))))));
        Simulation run = Simulation.started("r-1", AnyWorkflow.workflow(List.of(caught)));
        run.take(new Command.ReportFailed(
                run.now(),
                SampleRun.path("release"),
                1,
                new Failure(FailureKind.DECLINED, "NOT_FRIDAY", "no releases on Friday"),
                List.of(),
                "w-1"));
        StepNode catching = StepTree.of(run.events()).getFirst();
        assertThat(catching.state()).isEqualTo(StepNode.State.RUNNING);
        assertThat(catching.children().getFirst().label()).isEqualTo("[catch0]");
        assertThat(catching.children().getFirst().note()).isEqualTo("catches NOT_FRIDAY");

        run.pass(3)
                .take(new Command.ReportCompleted(
                        run.now(),
                        SampleRun.path("release[catch0]/notify"),
                        1,
                        Payload.NULL,
                        List.of(),
                        "w-2",
                        Duration.ofMillis(10)));
        StepNode done = StepTree.of(run.events()).getFirst();
        assertThat(done.state()).isEqualTo(StepNode.State.COMPLETED);
        assertThat(done.failure().orElseThrow().code()).isEqualTo("NOT_FRIDAY");
        assertThat(done.children().getFirst().state()).isEqualTo(StepNode.State.COMPLETED);
    }
}
