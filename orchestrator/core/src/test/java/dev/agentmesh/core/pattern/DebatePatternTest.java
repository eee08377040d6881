package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.debate;

import dev.agentmesh.core.definition.Workflow;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebatePatternTest {
    private static Workflow of(int rounds) {
        return workflow(step("d", debate(rounds, Optional.empty())));
    }

    @Test
    void the_sides_answer_each_other_and_the_judge_decides() {
        given(of(2))
                .started("7")
                .then(
                        "run started 7 until +24h",
                        "d opened turns of 5",
                        "d keeps motion=\"Do it\"",
                        "d[0] started",
                        "d[0]/d.for#1 dispatched {\"motion\":\"Do it\",\"side\":\"for\",\"round\":0,\"history\":[]} until +1m")
                .when(completed("d[0]/d.for", "1"))
                .thenEndsWith(
                        "d[1]/d.against#1 dispatched {\"motion\":\"Do it\",\"side\":\"against\",\"round\":0,\"history\":"
                                + "[{\"round\":0,\"role\":\"for\",\"content\":1}]} until +1m")
                .after(completed("d[1]/d.against", "2"), completed("d[2]/d.for", "3"))
                .when(completed("d[3]/d.against", "4"))
                .then(
                        "d[3]/d.against#1 completed 4",
                        "d[3] lane completed from d[3]/d.against",
                        "d keeps ended={\"rounds\":2,\"reason\":\"rounds\"}",
                        "d[4] started",
                        "d[4]/d._judge#1 dispatched Payload[215 bytes] until +1m")
                .when(completed("d[4]/d._judge", "\"no\""))
                .thenEndsWith(
                        "run completed {\"verdict\":\"no\",\"rounds\":2,\"converged\":false,\"reason\":\"rounds\",\"history\":["
                                + "{\"round\":0,\"role\":\"for\",\"content\":1},{\"round\":0,\"role\":\"against\",\"content\":2},"
                                + "{\"round\":1,\"role\":\"for\",\"content\":3},{\"round\":1,\"role\":\"against\",\"content\":4}]}");
    }

    @Test
    void it_ends_early_when_the_sides_converge() {
        given(workflow(step("d", debate(9, Optional.of("debate.answers.for == debate.answers.against")))))
                .started("7")
                .after(completed("d[0]/d.for", "1"), completed("d[1]/d.against", "2"), completed("d[2]/d.for", "3"))
                .when(completed("d[3]/d.against", "3"))
                .thenContains("d keeps ended={\"rounds\":2,\"reason\":\"converged\"}")
                .when(completed("d[4]/d._judge", "\"yes\""))
                .thenContains(
                        "run completed {\"verdict\":\"yes\",\"rounds\":2,\"converged\":true,\"reason\":\"converged\",\"history\":["
                                + "{\"round\":0,\"role\":\"for\",\"content\":1},{\"round\":0,\"role\":\"against\",\"content\":2},"
                                + "{\"round\":1,\"role\":\"for\",\"content\":3},{\"round\":1,\"role\":\"against\",\"content\":3}]}");
    }

    @Test
    void sides_that_only_repeat_themselves_come_before_the_judge_early() {
        given(of(9))
                .started("7")
                .after(completed("d[0]/d.for", "1"), completed("d[1]/d.against", "2"), completed("d[2]/d.for", "1"))
                .when(completed("d[3]/d.against", "2"))
                .thenContains(
                        "d notes no-progress {\"rounds\":2}",
                        "d keeps ended={\"rounds\":2,\"reason\":\"no-progress\"}");
    }

    @Test
    void a_side_or_a_judge_that_fails_fails_it() {
        given(of(1))
                .started("7")
                .when(failed("d[0]/d.for", DECLINED, "NO"))
                .thenEndsWith("d[0] lane failed NO", "d failed NO", "run failed at d[0]/d.for: NO");
        given(of(1))
                .started("7")
                .after(completed("d[0]/d.for", "1"), completed("d[1]/d.against", "2"))
                .when(failed("d[2]/d._judge", DECLINED, "NO"))
                .thenEndsWith("d[2] lane failed NO", "d failed NO", "run failed at d[2]/d._judge: NO");
    }

    @Test
    void a_condition_without_a_value_fails_it() {
        given(workflow(step("d", debate(9, Optional.of("boom")))))
                .started("7")
                .after(completed("d[0]/d.for", "1"))
                .when(completed("d[1]/d.against", "2"))
                .thenEndsWith("d failed TEST-0001", "run failed at d: TEST-0001");
    }
}
