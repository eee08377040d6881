package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.answered;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.handoff;
import static dev.agentmesh.core.spec.Teams.judged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.spec.Story;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoffPatternTest {
    private static Workflow of(int max, String... to) {
        return workflow(step("h", handoff(max, Optional.empty(), "a", to)));
    }

    @Test
    void a_task_is_passed_on_with_its_context_until_somebody_finishes_it() {
        given(of(3, "a: b, c", "b: c"))
                .started("7")
                .then(
                        "run started 7 until +24h",
                        "h opened turns of 8",
                        "h keeps task=7 context={} hops=0 received=null refused=null",
                        "h[0] started",
                        "h[0]/h.a#1 dispatched {\"task\":7,\"context\":{},\"handoff\":null,\"to\":{\"b\":[],\"c\":[]},\"hop\":0,"
                                + "\"refused\":null} until +1m")
                .when(completed("h[0]/h.a", "{\"handoff\":{\"to\":\"b\",\"context\":{\"x\":1,\"y\":1}}}"))
                .then(
                        "h[0]/h.a#1 completed {\"handoff\":{\"to\":\"b\",\"context\":{\"x\":1,\"y\":1}}}",
                        "h[0] lane completed from h[0]/h.a",
                        "h keeps context={\"x\":1,\"y\":1} hops=1 received={\"from\":\"a\",\"content\":{\"to\":\"b\","
                                + "\"context\":{\"x\":1,\"y\":1}}} refused=null",
                        "h[1] started",
                        "h[1]/h.b#1 dispatched {\"task\":7,\"context\":{\"x\":1,\"y\":1},\"handoff\":{\"from\":\"a\",\"content\":"
                                + "{\"to\":\"b\",\"context\":{\"x\":1,\"y\":1}}},\"to\":{\"c\":[]},\"hop\":1,\"refused\":null}"
                                + " until +1m")
                .when(completed("h[1]/h.b", "{\"handoff\":{\"to\":\"c\",\"context\":{\"y\":2}}}"))
                .thenContains(
                        "h keeps context={\"x\":1,\"y\":2} hops=2 received={\"from\":\"b\",\"content\":{\"to\":\"c\","
                                + "\"context\":{\"y\":2}}} refused=null")
                .when(completed("h[2]/h.c", "{\"answer\":42}"))
                .then(
                        "h[2]/h.c#1 completed {\"answer\":42}",
                        "h[2] lane completed from h[2]/h.c",
                        "h completed from h[2]",
                        "run completed {\"answer\":42}");
    }

    @Test
    void whom_the_list_does_not_have_is_refused_once_and_the_second_time_fails_it() {
        given(of(3, "a: b"))
                .started("7")
                .when(completed("h[0]/h.a", "{\"handoff\":{\"to\":\"zoe\"}}"))
                .thenContains(
                        "h[0] notes handoff-refused {\"from\":\"a\",\"to\":\"zoe\",\"code\":\"MESH-4111\",\"message\":"
                                + "\"\\\"a\\\" may not hand over to \\\"zoe\\\"; it may hand over to: b\",\"reason\":\"\",\"confidence\":null}")
                .thenEndsWith(
                        "h[1] started",
                        "h[1]/h.a#1 dispatched {\"task\":7,\"context\":{},\"handoff\":null,\"to\":{\"b\":[]},"
                                + "\"hop\":0,\"refused\":{\"code\":\"MESH-4111\",\"message\":\"\\\"a\\\" may not hand over to \\\"zoe\\\";"
                                + " it may hand over to: b\"}} until +1m")
                .when(completed("h[1]/h.a", "{\"handoff\":{}}"))
                .thenEndsWith("h[1] lane completed from h[1]/h.a", "h failed MESH-4111", "run failed at h: MESH-4111");
    }

    @Test
    void who_corrects_itself_goes_on_and_may_be_refused_again_later() {
        given(of(3, "a: b", "b: a"))
                .started("7")
                .after(
                        completed("h[0]/h.a", "{\"handoff\":{\"to\":\"zoe\"}}"),
                        completed("h[1]/h.a", "{\"handoff\":{\"to\":\"b\"}}"),
                        completed("h[2]/h.b", "{\"handoff\":{\"to\":\"zoe\"}}"))
                .when(completed("h[3]/h.b", "1"))
                .thenEndsWith("h completed from h[3]", "run completed 1");
    }

    @Test
    void a_ring_is_bounded() {
        given(of(2, "a: b", "b: a"))
                .started("7")
                .after(
                        completed("h[0]/h.a", "{\"handoff\":{\"to\":\"b\"}}"),
                        completed("h[1]/h.b", "{\"handoff\":{\"to\":\"a\"}}"))
                .when(completed("h[2]/h.a", "{\"handoff\":{\"to\":\"b\"}}"))
                .thenEndsWith("h[2] lane completed from h[2]/h.a", "h failed MESH-4142", "run failed at h: MESH-4142");
    }

    @Test
    void a_handoff_without_a_part_its_template_asks_for_is_refused() {
        given(of(3, "a: b(done findings)"))
                .started("7")
                .when(completed("h[0]/h.a", "{\"handoff\":{\"to\":\"b\",\"done\":\"all\",\"findings\":[]}}"))
                .thenContains(
                        "h[0] notes handoff-refused {\"from\":\"a\",\"to\":\"b\",\"code\":\"MESH-4144\",\"message\":"
                                + "\"A handoff from \\\"a\\\" to \\\"b\\\" must have done, findings; this one lacks findings\","
                                + "\"reason\":\"\",\"confidence\":null}")
                .when(completed("h[1]/h.a", "{\"handoff\":{\"to\":\"b\",\"done\":\"all\",\"findings\":[1]}}"))
                .thenContains("h[2] started");
    }

    @Test
    void a_handoff_that_is_too_large_is_refused() {
        String raw = "\"" + "x".repeat(70_000) + "\"";
        given(of(3, "a: b"))
                .started("7")
                .after(completed("h[0]/h.a", "{\"handoff\":{\"to\":\"b\",\"raw\":" + raw + "}}"))
                .when(completed("h[1]/h.a", "{\"handoff\":{\"to\":\"b\",\"context\":{\"raw\":" + raw + "}}}"))
                .thenEndsWith("h failed MESH-4144", "run failed at h: MESH-4144");
    }

    @Test
    void one_that_is_unsure_fails_into_the_catch_with_its_confidence_recorded() {
        given(of(3, "a: b"))
                .started("7")
                .when(completed(
                        "h[0]/h.a", "{\"handoff\":{\"to\":\"b\",\"confidence\":0.4,\"reason\":\"two invoices\"}}"))
                .then(
                        "h[0]/h.a#1 completed {\"handoff\":{\"to\":\"b\",\"confidence\":0.4,\"reason\":\"two invoices\"}}",
                        "h[0] notes escalated {\"from\":\"a\",\"to\":\"b\",\"code\":\"MESH-4143\",\"message\":\"\\\"a\\\" hands"
                                + " \\\"h\\\" over to \\\"b\\\" with a confidence of 0.4, below 0.7\",\"reason\":\"two invoices\","
                                + "\"confidence\":0.4}",
                        "h[0] lane completed from h[0]/h.a",
                        "h failed MESH-4143",
                        "run failed at h: MESH-4143");
    }

    @Test
    void one_that_is_unsure_goes_to_whom_it_is_escalated_to() {
        given(workflow(step("h", handoff(3, Optional.of("chief"), "a", "a: b", "chief: b"))))
                .started("7")
                .when(completed("h[0]/h.a", "{\"handoff\":{\"to\":\"b\",\"confidence\":0.4}}"))
                .thenContains(
                        "h[1] started",
                        "h[1]/h.chief#1 dispatched {\"task\":7,\"context\":{},\"handoff\":{\"from\":\"a\","
                                + "\"content\":{\"to\":\"b\",\"confidence\":0.4}},\"to\":{\"b\":[]},\"hop\":1,\"refused\":null} until +1m")
                .when(completed("h[1]/h.chief", "{\"handoff\":{\"to\":\"b\",\"confidence\":0.7}}"))
                .thenContains("h[2] started");
    }

    @Test
    void an_agent_that_fails_fails_it() {
        given(of(3, "a: b"))
                .started("7")
                .when(failed("h[0]/h.a", DECLINED, "NO"))
                .thenEndsWith("h[0] lane failed NO", "h failed NO", "run failed at h[0]/h.a: NO");
    }

    @Test
    void with_is_the_task() {
        given(workflow(step("h", handoff(3, Optional.empty(), "a", "a: b")).given("{\"q\":\"${input}\"}")))
                .started("7")
                .thenContains("h keeps task={\"q\":7} context={} hops=0 received=null refused=null");
    }

    private static final String UNSURE = "{\"handoff\":{\"to\":\"b\",\"confidence\":0.4,\"reason\":\"two invoices\"}}";

    private static Story escalated(int max) {
        return given(workflow(step("h", judged(handoff(max, Optional.empty(), "a", "a: b"), Person.anybody()))))
                .started("7")
                .when(completed("h[0]/h.a", UNSURE));
    }

    @Test
    void a_person_is_asked_with_the_reason_and_the_confidence() {
        Story story = escalated(3);
        story.thenContains("h[0] lane completed from h[0]/h.a", "h[1] started");
        OutsideEvent.ApprovalRequested asked = story.only(OutsideEvent.ApprovalRequested.class);
        assertThat(asked.path().text()).isEqualTo("h[1]/h._person");
        assertThat(asked.question().choices()).containsExactly("accept", "back", "reject");
        assertThat(asked.question().show().text())
                .isEqualTo("{\"from\":\"a\",\"to\":\"b\",\"reason\":\"two invoices\",\"confidence\":0.4,\"task\":7,"
                        + "\"handoff\":{\"to\":\"b\",\"confidence\":0.4,\"reason\":\"two invoices\"}}");
        story.when(answered("h[1]/h._person", "accept"))
                .thenContains(
                        "h[2] started",
                        "h[2]/h.b#1 dispatched {\"task\":7,\"context\":{},\"handoff\":{\"from\":\"a\",\"content\":"
                                + "{\"to\":\"b\",\"confidence\":0.4,\"reason\":\"two invoices\"},"
                                + "\"person\":{\"by\":\"ana\",\"comment\":\"\"}},\"to\":{},\"hop\":1,\"refused\":null} until +1m")
                .when(completed("h[2]/h.b", "8"))
                .thenEndsWith("run completed 8");
    }

    @Test
    void a_person_sends_it_back_or_ends_it() {
        escalated(3)
                .when(answered("h[1]/h._person", "back"))
                .thenContains(
                        "h[2]/h.a#1 dispatched {\"task\":7,\"context\":{},\"handoff\":null,\"to\":{\"b\":[]},\"hop\":1,"
                                + "\"refused\":{\"code\":\"MESH-4143\",\"message\":\"\\\"ana\\\" decided that \\\"a\\\" does"
                                + " not hand \\\"h\\\" over to \\\"b\\\"\"}} until +1m");
        escalated(3)
                .when(answered("h[1]/h._person", "reject"))
                .thenEndsWith("h failed MESH-4143", "run failed at h: MESH-4143");
    }

    @Test
    void nobody_is_asked_when_it_cannot_go_on_anyway() {
        escalated(1)
                .after(answered("h[1]/h._person", "back"))
                .when(completed("h[2]/h.a", UNSURE))
                .thenEndsWith("h failed MESH-4142", "run failed at h: MESH-4142");
    }
}
