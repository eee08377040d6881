package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.supervisor;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import org.junit.jupiter.api.Test;

class PriorityTest {
    @Test
    void every_attempt_of_a_task_goes_out_with_the_priority_of_its_step() {
        given(workflow(agent("a").priority(9).retry(atOnce(2)).fallback("spare")))
                .when(started("1"))
                .thenEffectsContain("dispatch a#1 to agent-a 1 key r1/a until +1m priority 9")
                .when(failed("a", TRANSIENT, "E1"))
                .thenEffectsContain("dispatch a#2 to agent-a 1 key r1/a until +1m priority 9")
                .when(failed("a", TRANSIENT, "E1"))
                .thenEffectsContain("dispatch a#3 to spare 1 key r1/a until +1m priority 9")
                .after(failed("a", TRANSIENT, "E1"), failed("a", TRANSIENT, "E1"))
                .when(redriven("a"))
                .thenEffectsContain("dispatch a#5 to spare 1 key r1/a until +1m priority 9");
    }

    @Test
    void what_says_nothing_has_the_usual_one() {
        given(workflow(parallel("p", SETTLED, branch("x", agent("a").priority(1)), branch("y", agent("b")))))
                .when(started("1"))
                .thenEffectsContain(
                        "dispatch p[x]/a#1 to agent-a 1 key r1/p[x]/a until +1m priority 1",
                        "dispatch p[y]/b#1 to agent-b 1 key r1/p[y]/b until +1m");
    }

    @Test
    void the_members_of_a_team_have_that_of_their_step() {
        given(workflow(supervisor("s", 2, 1, "m1").priority(8)))
                .when(started("1"))
                .thenEffectsContain("set run deadline +24h")
                .thenEffectsMatch(".*to chief .* priority 8");
    }
}
