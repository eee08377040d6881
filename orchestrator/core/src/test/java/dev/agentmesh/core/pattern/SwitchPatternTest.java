package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.on;
import static dev.agentmesh.core.spec.Steps.otherwise;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SwitchPatternTest {
    @Test
    void the_first_case_that_holds_runs() {
        given(workflow(choose("s", on("input == 1", agent("a")), on("true", agent("b")), otherwise(agent("c")))))
                .started("2")
                .then("run started 2 until +24h", "s opened switch 1", "s[1]/b#1 dispatched 2 until +1m")
                .when(completed("s[1]/b", "3"))
                .then("s[1]/b#1 completed 3", "s completed from s[1]/b", "run completed 3");
    }

    @Test
    void otherwise_runs_when_nothing_holds() {
        given(workflow(choose("s", on("input == 1", agent("a")), otherwise(agent("c")))))
                .started("2")
                .thenEndsWith("s opened switch 1", "s[1]/c#1 dispatched 2 until +1m");
    }

    @Test
    void no_case_is_no_failure() {
        given(workflow(choose("s", on("false", agent("a"))), agent("b")))
                .started("2")
                .then("run started 2 until +24h", "s opened switch -1", "s completed", "b#1 dispatched 2 until +1m");
    }

    @Test
    void an_empty_case_completes_it_without_an_output() {
        given(workflow(choose("s", on("true"))))
                .started("2")
                .thenEndsWith("s opened switch 0", "s completed", "run completed null");
    }

    @Test
    void a_case_that_fails_fails_it() {
        given(workflow(choose("s", on("true", fail("f", "E1")))))
                .started("2")
                .thenEndsWith("s[0]/f failed E1", "s failed E1", "run failed at s[0]/f: E1");
    }

    @Test
    void a_condition_without_a_value_fails_it_even_when_a_later_one_holds() {
        given(workflow(choose("s", on("boom", agent("a")), on("true", agent("b")))))
                .started("2")
                .then("run started 2 until +24h", "s failed TEST-0001", "run failed at s: TEST-0001");
        given(workflow(choose("s", on("huge", agent("a"))).caught(agent("c"))))
                .started("2")
                .thenEndsWith(
                        "s failed MESH-4117", "s opened catch 0 of MESH-4117", "s[catch0]/c#1 dispatched 2 until +1m");
    }

    @Test
    void a_condition_after_the_one_that_holds_is_not_asked() {
        given(workflow(choose("s", on("true", agent("a")), on("boom", agent("b")))))
                .started("2")
                .thenEndsWith("s[0]/a#1 dispatched 2 until +1m");
    }

    @Test
    void its_timeout_ends_the_case() {
        given(workflow(choose("s", on("true", agent("a"))).timeout(Duration.ofSeconds(3))))
                .started("2")
                .when(due(stepDeadline("s")))
                .then(
                        "s[0]/a#1 canceled: the time of \"s\" is over",
                        "s failed MESH-4102",
                        "run failed at s: MESH-4102");
    }

    @Test
    void steps_of_a_case_are_seen_after_it() {
        given(workflow(choose("s", otherwise(agent("a"))), agent("b").given("\"${steps.a.output}\"")))
                .started("2")
                .when(completed("s[0]/a", "3"))
                .thenEndsWith("b#1 dispatched 3 until +1m");
    }
}
