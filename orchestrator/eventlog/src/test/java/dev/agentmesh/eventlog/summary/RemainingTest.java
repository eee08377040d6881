package dev.agentmesh.eventlog.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemainingTest {
    private static Step agent(String id) {
        return step(id, new Verb.AgentCall("agent-" + id, ""));
    }

    private static Step step(String id, Verb verb) {
        return new Step(id, verb, Modifiers.NONE);
    }

    private static void done(Simulation run, String path) {
        run.take(new Command.ReportCompleted(
                run.now(), new StepPath(path), 1, Payload.json("1"), List.of(), "w-1", Duration.ofMillis(5)));
    }

    private static void declined(Simulation run, String path) {
        Failure no = new Failure(FailureKind.DECLINED, "NO", "no");
        run.take(new Command.ReportFailed(run.now(), new StepPath(path), 1, no, List.of(), "w-1"));
    }

    private static List<String> todo(Workflow workflow, Simulation run) {
        return Remaining.of(run.events(), Optional.of(new Outline(workflow))).orElseThrow().stream()
                .map(next -> next.path() + (next.items() > 0 ? " x" + next.items() : ""))
                .toList();
    }

    @Test
    void the_steps_behind_the_one_in_work_are_still_to_come_until_the_end() {
        Workflow flow = AnyWorkflow.workflow(List.of(agent("a"), agent("b"), agent("c")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(flow, run)).containsExactly("b", "c");
        done(run, "a");
        assertThat(todo(flow, run)).containsExactly("c");
        done(run, "b");
        assertThat(todo(flow, run)).isEmpty();
        done(run, "c");
        assertThat(todo(flow, run)).isEmpty();
    }

    @Test
    void what_is_next_inside_comes_before_what_is_next_outside() {
        Workflow flow =
                AnyWorkflow.workflow(List.of(step("d", new Verb.Block(List.of(agent("a"), agent("b")))), agent("c")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(flow, run)).containsExactly("d/b", "c");
    }

    @Test
    void each_open_lane_has_its_own_and_the_lost_ones_have_none() {
        var branches = new LinkedHashMap<String, List<Step>>();
        branches.put("x", List.of(agent("a"), agent("b")));
        branches.put("y", List.of(agent("e"), agent("f")));
        Workflow flow = AnyWorkflow.workflow(
                List.of(step("p", new Verb.Parallel(branches, new Join.Settled(), Late.CANCEL)), agent("c")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(flow, run)).containsExactlyInAnyOrder("p[x]/b", "p[y]/f", "c");
        declined(run, "p[x]/a");
        assertThat(todo(flow, run)).containsExactly("p[y]/f", "c");
    }

    @Test
    void items_of_a_map_that_wait_for_room_are_counted() {
        Verb map = new Verb.MapEach(
                new Expression("[1,2,3,4,5]"), "item", 2, new Join.All(), Late.CANCEL, List.of(agent("a"), agent("b")));
        Workflow flow = AnyWorkflow.workflow(List.of(step("m", map), agent("c")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(flow, run)).containsExactly("m x3", "m[1]/b", "m[0]/b", "c");
        done(run, "m[0]/a");
        done(run, "m[0]/b");
        assertThat(todo(flow, run)).startsWith("m x2");
    }

    @Test
    void a_catch_is_nothing_one_waits_for_but_what_comes_behind_it_is() {
        Modifiers caught =
                Modifiers.NONE.withCatches(List.of(new CatchClause(Optional.empty(), List.of(agent("x"), agent("y")))));
        Workflow flow =
                AnyWorkflow.workflow(List.of(new Step("a", new Verb.AgentCall("agent-a", ""), caught), agent("b")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(flow, run)).containsExactly("b");
        declined(run, "a");
        assertThat(todo(flow, run)).containsExactly("a[catch0]/y", "b");
    }

    @Test
    void without_the_definition_only_the_end_of_a_run_is_known() {
        Workflow flow = AnyWorkflow.workflow(List.of(agent("a")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(Remaining.of(run.events(), Optional.empty())).isEmpty();
        done(run, "a");
        assertThat(Remaining.of(run.events(), Optional.empty())).contains(List.of());
    }

    @Test
    void a_step_that_another_definition_has_leads_nowhere() {
        Workflow flow = AnyWorkflow.workflow(List.of(agent("a"), agent("b")));
        Simulation run = Simulation.started("r-1", flow);
        assertThat(todo(AnyWorkflow.workflow(List.of(agent("other"))), run)).isEmpty();
    }
}
