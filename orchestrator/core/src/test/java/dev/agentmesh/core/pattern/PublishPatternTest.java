package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.publish;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.expression.Template;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishPatternTest {
    @Test
    void a_record_is_written_and_the_run_goes_on_at_once() {
        given(workflow(publish("p", "notes", "{\"of\":\"${input}\"}"), agent("a")))
                .started("7")
                .then("run started 7 until +24h", "p published to notes {\"of\":7}", "a#1 dispatched 7 until +1m")
                .thenEffectsContain("publish notes {\"of\":7}");
    }

    @Test
    void key_and_headers_are_texts() {
        var headers = new LinkedHashMap<String, Template>();
        headers.put("kind", new Template("\"note\""));
        headers.put("run", new Template("\"${run.id}\""));
        given(workflow(step(
                        "p",
                        new OutsideVerb.Publish(
                                "notes",
                                Optional.of(new Template("\"${input.id}\"")),
                                new Template("\"${input.id}\""),
                                headers))))
                .started("{\"id\":12}")
                .thenContains("p published to notes key 12 12 {kind=note, run=r1}")
                .thenEffectsContain("publish notes key 12 12");
    }

    @Test
    void it_has_no_output_of_its_own() {
        given(workflow(publish("p", "notes", "1"))).started("7").thenEndsWith("run completed null");
    }

    @Test
    void a_topic_that_is_not_there_fails_the_step_and_writes_nothing() {
        given(workflow(publish("p", "nowhere", "1").caught(agent("c"))))
                .started("7")
                .thenEndsWith(
                        "p failed TEST-0003", "p opened catch 0 of TEST-0003", "p[catch0]/c#1 dispatched 7 until +1m")
                .thenEffects(
                        "set run deadline +24h",
                        "dispatch p[catch0]/c#1 to agent-c 7 key r1/p[catch0]/c until +1m",
                        "set deadline of p[catch0]/c#1 +1m");
    }

    @Test
    void a_value_without_a_value_fails_it() {
        given(workflow(publish("p", "notes", "\"${boom}\"")))
                .started("7")
                .thenEndsWith("p failed TEST-0001", "run failed at p: TEST-0001");
    }

    @Test
    void a_value_too_large_for_a_record_fails_it() {
        given(workflow(publish("p", "notes", "\"${repeat(262144)}\"")))
                .started("7")
                .thenEndsWith("p failed MESH-5003", "run failed at p: MESH-5003");
    }

    @Test
    void it_can_be_skipped() {
        given(workflow(publish("p", "nowhere", "1").when("false"))).started("7").thenContains("p skipped");
    }
}
