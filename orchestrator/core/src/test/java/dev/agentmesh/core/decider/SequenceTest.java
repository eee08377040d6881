package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import org.junit.jupiter.api.Test;

class SequenceTest {
    @Test
    void the_first_step_begins_with_the_run() {
        given(workflow(agent("a"), agent("b")))
                .started("{\"n\":1}")
                .then("run started {\"n\":1} until +24h", "a#1 dispatched {\"n\":1} until +1m")
                .thenEffects(
                        "set run deadline +24h",
                        "dispatch a#1 to agent-a {\"n\":1} key r1/a until +1m",
                        "set deadline of a#1 +1m");
    }

    @Test
    void a_step_begins_when_the_one_before_it_has_completed() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(completed("a", "2"))
                .then("a#1 completed 2", "b#1 dispatched 1 until +1m");
    }

    @Test
    void the_last_output_is_the_result_of_the_run() {
        given(workflow(agent("a"), agent("b"), set("c", "x", "1")))
                .started("1")
                .after(completed("a", "2"))
                .when(completed("b", "3"))
                .then("b#1 completed 3", "c set x=1", "run completed 3")
                .thenEffects("clear deadline of b#1 +1m", "clear run deadline +24h", "outcome completed 3");
    }
}
