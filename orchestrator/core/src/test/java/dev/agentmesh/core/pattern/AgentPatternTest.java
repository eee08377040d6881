package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.within;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentPatternTest {
    @Test
    void without_with_an_agent_gets_the_input_of_the_run() {
        given(workflow(agent("a")))
                .started("{\"n\":1}")
                .then("run started {\"n\":1} until +24h", "a#1 dispatched {\"n\":1} until +1m");
    }

    @Test
    void with_makes_the_input_from_what_is_known() {
        given(workflow(agent("a"), agent("b").given("{\"draft\":\"${steps.a.output}\",\"n\":\"${input.n}\"}")))
                .started("{\"n\":1}")
                .when(completed("a", "\"text\""))
                .then("a#1 completed \"text\"", "b#1 dispatched {\"draft\":\"text\",\"n\":1} until +1m");
    }

    @Test
    void a_timeout_is_the_time_of_one_attempt() {
        given(workflow(agent("a").timeout(Duration.ofSeconds(5))))
                .started("1")
                .then("run started 1 until +24h", "a#1 dispatched 1 until +5s");
    }

    @Test
    void no_attempt_outlives_the_run() {
        given(within(Duration.ofSeconds(30), workflow(agent("a"))))
                .started("1")
                .then("run started 1 until +30s", "a#1 dispatched 1 until +30s");
    }

    @Test
    void the_idempotency_key_is_the_task_or_what_the_definition_says() {
        given(workflow(agent("a").key("\"${input}\"")))
                .started("\"order-7\"")
                .thenEffectsContain("dispatch a#1 to agent-a \"order-7\" key order-7 until +1m");
    }

    @Test
    void every_attempt_has_the_same_key() {
        given(workflow(agent("a").key("\"k\"").retry(atOnce(3))))
                .started("1")
                .when(failed("a", TRANSIENT, "E1"))
                .thenEffectsContain("dispatch a#2 to agent-a 1 key k until +1m");
    }

    @Test
    void a_skill_is_named_when_the_agent_has_several() {
        var call = new Verb.AgentCall("critic", "score");
        given(workflow(step("a", call)))
                .started("1")
                .thenEffectsContain("dispatch a#1 to critic/score 1 key r1/a until +1m");
    }

    @Test
    void an_input_that_does_not_fit_into_a_record_fails_the_step_with_MESH_5003() {
        // Two quotes and 262,143 letters are one byte too many.
        given(workflow(agent("a").given("\"${repeat(262143)}\"")))
                .started("1")
                .then("run started 1 until +24h", "a failed MESH-5003", "run failed at a: MESH-5003");
        given(workflow(agent("a").given("\"${repeat(262142)}\"")))
                .started("1")
                .thenEffectsContain("set run deadline +24h", "set deadline of a#1 +1m");
    }

    @Test
    void an_input_without_a_value_fails_the_step() {
        given(workflow(agent("a").given("\"${boom}\"")))
                .started("1")
                .then("run started 1 until +24h", "a failed TEST-0001", "run failed at a: TEST-0001")
                .thenEffects("set run deadline +24h", "clear run deadline +24h", "outcome failed TEST-0001");
    }

    @Test
    void a_key_without_a_value_fails_the_step() {
        given(workflow(agent("a").key("\"${boom}\"")))
                .started("1")
                .thenEndsWith("a failed TEST-0001", "run failed at a: TEST-0001");
    }

    @Test
    void what_is_too_large_to_be_read_fails_the_step_with_MESH_4117() {
        given(workflow(agent("a").given("\"${huge}\"")))
                .started("1")
                .thenEndsWith("a failed MESH-4117", "run failed at a: MESH-4117");
    }

    @Test
    void the_dispatch_carries_everything_a_worker_needs() {
        Workflow flow = workflow(agent("a"));
        var dispatch = given(flow).started("1").decision().effects().stream()
                .filter(Effect.DispatchTask.class::isInstance)
                .toList();
        assertThat(dispatch)
                .containsExactly(new Effect.DispatchTask(
                        new StepPath("a"),
                        1,
                        "agent-a",
                        "",
                        Payload.json("1"),
                        "r1/a",
                        World.START.plusSeconds(60),
                        Optional.of(Payload.json("""
                                {"strategy":"layered","run":{"id":"r1","title":"flow","workflow":"flow","version":"1",\
                                "startedAt":"2026-01-01T00:00:00Z","deadline":"2026-01-02T00:00:00Z"},\
                                "requestIsInput":true}"""))));
    }
}
