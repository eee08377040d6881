package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import org.junit.jupiter.api.Test;

class SetPatternTest {
    @Test
    void values_are_named_and_read_from_then_on() {
        given(workflow(set("s", "x", "\"${input.n}\"", "y", "[1]"), agent("a").given("{\"x\":\"${vars.x}\"}")))
                .started("{\"n\":1}")
                .then("run started {\"n\":1} until +24h", "s set x=1 y=[1]", "a#1 dispatched {\"x\":1} until +1m");
    }

    @Test
    void a_later_step_sets_a_name_again() {
        given(giving("\"${vars.x}\"", workflow(set("s", "x", "1"), set("t", "x", "2"))))
                .started("0")
                .thenEndsWith("s set x=1", "t set x=2", "run completed 2");
    }

    @Test
    void all_values_are_worked_out_before_any_is_set() {
        given(workflow(set("s", "x", "1"), set("t", "x", "2", "y", "\"${vars.x}\"")))
                .started("0")
                .thenContains("t set x=2 y=1");
    }

    @Test
    void a_value_without_a_value_fails_it_and_sets_nothing() {
        given(giving(
                        "\"${vars.x}\"",
                        workflow(set("s", "x", "1", "y", "\"${boom}\"").caught())))
                .started("0")
                .then(
                        "run started 0 until +24h",
                        "s failed TEST-0001",
                        "s opened catch 0 of TEST-0001",
                        "s completed",
                        "run failed at the run: TEST-0001");
    }

    @Test
    void a_value_that_does_not_fit_into_a_record_fails_it_with_MESH_5003() {
        given(workflow(set("s", "x", "\"${repeat(262143)}\"")))
                .started("0")
                .thenEndsWith("s failed MESH-5003", "run failed at s: MESH-5003");
    }

    @Test
    void values_that_do_not_fit_into_a_record_together_fail_it_with_MESH_5003() {
        given(workflow(set("s", "x", "\"${repeat(200000)}\"", "y", "\"${repeat(100000)}\"")))
                .started("0")
                .thenEndsWith("s failed MESH-5003", "run failed at s: MESH-5003");
    }

    @Test
    void it_has_no_output() {
        given(workflow(set("s", "x", "1"))).started("0").thenEndsWith("s set x=1", "run completed null");
    }
}
