package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.paused;
import static dev.agentmesh.core.spec.Intents.redirected;
import static dev.agentmesh.core.spec.Intents.resumed;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.human;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import org.junit.jupiter.api.Test;

/** In the world of these specs {@code m1} with the skill {@code one} and {@code m2}, which names none, are up. */
class RedirectTest {
    @Test
    void a_task_somebody_works_on_goes_to_another_agent() {
        given(workflow(agent("a"), agent("b")))
                .started("1")
                .when(redirected("a", "m1/one"))
                .then("a#1 given to m1/one by tester", "a#2 retried until +1m")
                .thenEffects(
                        "clear deadline of a#1 +1m",
                        "cancel a#1 of agent-a: it was given to agent \"m1\"",
                        "set retry of a#2 +0s",
                        "clear retry of a#2 +0s",
                        "dispatch a#2 to m1/one 1 key r1/a until +1m",
                        "set deadline of a#2 +1m")
                .when(completed("a", 1, "late"))
                .then("a#1 late: completed")
                .when(completed("a", "2"))
                .then("a#2 completed 2", "b#1 dispatched 1 until +1m");
    }

    @Test
    void it_has_all_its_attempts_again() {
        given(workflow(agent("a").retry(atOnce(2))))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .after(redirected("a", "m2"))
                .when(failed("a", TRANSIENT, "E2"))
                .then("a#3 ended TRANSIENT E2, again", "a#4 retried until +1m")
                .thenEffectsContain("dispatch a#4 to m2 1 key r1/a until +1m")
                .when(failed("a", TRANSIENT, "E3"))
                .thenEndsWith("a#4 dead-lettered TRANSIENT E3, held");
    }

    @Test
    void a_task_between_attempts_or_in_the_dead_letters_goes_too() {
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(redirected("a", "m2"))
                .then("a#1 given to m2/ by tester", "a#2 retried until +1m");
        given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"))
                .when(redirected("a", "m2"))
                .then("a#1 given to m2/ by tester", "a#2 retried until +1m");
    }

    @Test
    void the_agents_that_stand_in_for_it_are_still_there() {
        given(workflow(agent("a").retry(atOnce(1)).fallback("spare")))
                .started("1")
                .after(redirected("a", "m2"))
                .when(failed("a", TRANSIENT, "E1"))
                .then("a#2 ended TRANSIENT E1, over", "a#3 reassigned to spare until +1m");
    }

    @Test
    void in_a_pause_it_is_taken_away_at_once_and_handed_out_when_the_run_goes_on() {
        given(workflow(agent("a")))
                .started("1")
                .after(paused())
                .when(redirected("a", "m2"))
                .then("a#1 given to m2/ by tester")
                .thenEffectsContain("cancel a#1 of agent-a: it was given to agent \"m2\"")
                .when(due(new Timer.RetryDue(new StepPath("a"), 2)))
                .then("held what follows a")
                .when(resumed())
                .then("run resumed: go by tester", "a#2 retried until +1m")
                .thenEffectsContain("dispatch a#2 to m2 1 key r1/a until +1m");
    }

    @Test
    void an_agent_with_one_skill_need_not_be_asked_for_it() {
        given(workflow(agent("a")))
                .started("1")
                .when(redirected("a", "m1"))
                .then("a#1 given to m1/one by tester", "a#2 retried until +1m");
    }

    @Test
    void what_cannot_be_is_refused_with_a_reason() {
        given(workflow(agent("a"), human("h")))
                .started("1")
                .when(redirected("a", "nobody"))
                .then("refused RedirectTask MESH-4184")
                .when(redirected("a", "m1/two"))
                .then("refused RedirectTask MESH-4184")
                .when(redirected("b", "m1"))
                .then("refused RedirectTask MESH-4183")
                .after(redirected("a", "m2"))
                .when(redirected("a", "m2"))
                .then("refused RedirectTask MESH-4185")
                .after(completed("a", "1"))
                .when(redirected("h", "m2"))
                .then("refused RedirectTask MESH-4183");
    }

    @Test
    void a_refusal_names_the_agents_there_are() {
        var refused = given(workflow(agent("a")))
                .started("1")
                .when(redirected("a", "nobody"))
                .only(Event.CommandRejected.class);
        assertThat(refused.failure().message()).isEqualTo("No agent \"nobody\" is up; those that are: m1, m2");
    }
}
