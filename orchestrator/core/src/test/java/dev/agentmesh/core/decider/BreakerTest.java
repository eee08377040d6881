package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.INVALID_INPUT;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.attemptDeadline;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.atOnce;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.vote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Breaker.Opening OPENING = new Breaker.Opening(
            World.START, 5, new Failure(FailureKind.TRANSIENT, "E9", "others saw it"), Duration.ofSeconds(60));

    private static Intent breaks(String agent) {
        return breaks(agent, World.START.plusSeconds(60));
    }

    private static Intent breaks(String agent, Instant until) {
        return world -> {
            world.breaker(agent, new Breaker.Open(OPENING, until));
            return Decision.NOTHING;
        };
    }

    private static BreakerPolicy after(int failures) {
        return new BreakerPolicy(failures, Duration.ofSeconds(60));
    }

    @Test
    void failures_of_a_run_open_the_breaker_and_its_next_attempt_is_not_sent() {
        var story = given(workflow(agent("a").retry(atOnce(4))), after(2))
                .started("1")
                .after(failed("a", TRANSIENT, "E1"))
                .when(failed("a", TRANSIENT, "E1"));
        assertThat(story.world().breaker("agent-a")).isInstanceOf(Breaker.Open.class);
        // What was decided with the second failure was decided before anybody knew of it.
        story.then("a#2 ended TRANSIENT E1, again", "a#3 retried until +1m")
                .when(failed("a", TRANSIENT, "E1"))
                .then(
                        "a#3 ended TRANSIENT E1, again",
                        "a#4 retried until +1m",
                        "a#4 ended CIRCUIT_OPEN MESH-3110, again");
    }

    @Test
    void what_is_rejected_waits_until_there_may_be_a_test_call_and_no_message_is_sent() {
        var story = given(workflow(agent("a")))
                .after(breaks("agent-a"))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "a#1 dispatched 1 until +1m",
                        "a#1 ended CIRCUIT_OPEN MESH-3110, again")
                .thenEffectsMatch("set retry of a#2 .*");
        Event.AttemptEnded rejected = story.only(Event.AttemptEnded.class);
        assertThat(rejected.failure().message()).contains("agent-a", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z");
        assertThat(rejected.retryAt().orElseThrow())
                .isBetween(World.START.plusSeconds(67), World.START.plusSeconds(83));
        assertThat(story.decision().effects().toString()).doesNotContain("DispatchTask", "AttemptDeadline");
    }

    @Test
    void who_comes_when_the_time_is_over_asks_and_is_the_test_call() {
        var story = given(workflow(agent("a").timeout(Duration.ofSeconds(30))), after(2))
                .after(breaks("agent-a"))
                .started("1")
                .when(due(retryDue("a", 2)))
                .thenEndsWith("a#2 ended CIRCUIT_OPEN MESH-3111, again");
        assertThat(story.world().breaker("agent-a")).isInstanceOfSatisfying(Breaker.HalfOpen.class, half -> {
            assertThat(half.test()).isEqualTo("r1/a#3");
            assertThat(half.until()).isEqualTo(story.world().now().plusSeconds(40));
        });
        story.when(due(retryDue("a", 3)))
                .thenEffectsMatch("dispatch a#3 to agent-a .*")
                .when(completed("a", "2"))
                .then("a#3 completed 2", "run completed 2");
        assertThat(story.world().breaker("agent-a")).isEqualTo(Breaker.WELL);
    }

    @Test
    void a_test_call_that_fails_opens_again_and_the_retry_that_follows_is_rejected() {
        var story = given(workflow(agent("a").retry(atOnce(3))), after(2))
                .after(breaks("agent-a"))
                .started("1")
                .after(due(retryDue("a", 2)), due(retryDue("a", 3)))
                .when(due(attemptDeadline("a", 3)))
                .then(
                        "a#3 ended TIMEOUT MESH-4102, again",
                        "a#4 retried until +3m16.697s",
                        "a#4 ended CIRCUIT_OPEN MESH-3110, again");
        assertThat(story.world().breaker("agent-a"))
                .isInstanceOfSatisfying(
                        Breaker.Open.class,
                        open -> assertThat(open.until())
                                .isEqualTo(story.world().now().plusSeconds(60)));
    }

    @Test
    void as_often_as_the_policy_tries_it_waits_and_then_the_task_is_held_under_the_breakers_code() {
        given(workflow(agent("a").retry(atOnce(2))))
                .after(breaks("agent-a", World.START.plusSeconds(6_000)))
                .started("1")
                .when(due(retryDue("a", 2)))
                .thenEndsWith("a#2 ended CIRCUIT_OPEN MESH-3111, again")
                .when(due(retryDue("a", 3)))
                .thenEndsWith(
                        "a#3 ended CIRCUIT_OPEN MESH-3110, over", "a#3 dead-lettered CIRCUIT_OPEN MESH-3110, held");
    }

    @Test
    void a_step_that_is_not_tried_again_fails_at_once_into_its_catch() {
        given(workflow(agent("a").retry(atOnce(1)).caught(agent("c")), agent("b")))
                .after(breaks("agent-a"))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "a#1 dispatched 1 until +1m",
                        "a#1 ended CIRCUIT_OPEN MESH-3110, over",
                        "a#1 dead-lettered CIRCUIT_OPEN MESH-3110, handled",
                        "a#1 failed CIRCUIT_OPEN MESH-3110",
                        "a opened catch 0 of MESH-3110",
                        "a[catch0]/c#1 dispatched 1 until +1m");
    }

    @Test
    void another_agent_is_given_the_task_at_once() {
        given(workflow(agent("a").fallback("spare")))
                .after(breaks("agent-a"))
                .started("1")
                .then(
                        "run started 1 until +24h",
                        "a#1 dispatched 1 until +1m",
                        "a#1 ended CIRCUIT_OPEN MESH-3110, over",
                        "a#2 reassigned to spare until +1m")
                .thenEffectsContain("dispatch a#2 to spare 1 key r1/a until +1m");
    }

    @Test
    void when_the_other_is_no_better_it_is_waited_for() {
        given(workflow(agent("a").fallback("spare")))
                .after(breaks("agent-a"), breaks("spare"))
                .started("1")
                .thenEndsWith(
                        "a#1 ended CIRCUIT_OPEN MESH-3110, over",
                        "a#2 reassigned to spare until +1m",
                        "a#2 ended CIRCUIT_OPEN MESH-3110, again");
    }

    @Test
    void a_step_with_another_agent_asks_before_it_turns_to_that_one() {
        var asking = given(workflow(agent("a").fallback("spare")), after(2))
                .after(breaks("agent-a", World.START))
                .started("1")
                .thenEndsWith("a#1 dispatched 1 until +1m", "a#1 ended CIRCUIT_OPEN MESH-3111, again");
        asking.when(due(retryDue("a", 2))).thenEffectsMatch("dispatch a#2 to agent-a .*");
        given(workflow(agent("a").fallback("spare")))
                .after(breaks("agent-a", World.START))
                .started("1")
                .when(due(retryDue("a", 2)))
                .thenEndsWith("a#2 ended CIRCUIT_OPEN MESH-3110, over", "a#3 reassigned to spare until +1m2s");
    }

    @Test
    void lanes_whose_agent_is_well_are_not_held_up() {
        given(workflow(parallel("p", SETTLED, branch("x", agent("a").retry(atOnce(1))), branch("y", agent("b")))))
                .after(breaks("agent-a"))
                .started("1")
                .thenContains(
                        "p[x]/a#1 ended CIRCUIT_OPEN MESH-3110, over",
                        "p[x] lane failed MESH-3110",
                        "p[y]/b#1 dispatched 1 until +1m");
    }

    @Test
    void a_voter_that_cannot_be_asked_fails_after_all_others_have_been() {
        given(workflow(step("v", vote(Verb.Rule.MAJORITY, 2, new Verb.Tie.First(), "a", "b", "c"))), after(2))
                .after(breaks("agent-a"))
                .started("7")
                .thenContains(
                        "v[a]/v.a#1 dispatched 7 until +1m",
                        "v[a]/v.a#1 ended CIRCUIT_OPEN MESH-3110, again",
                        "v[b]/v.b#1 dispatched 7 until +1m",
                        "v[c]/v.c#1 dispatched 7 until +1m");
    }

    @Test
    void a_held_task_cannot_be_redriven_while_nothing_goes_through() {
        var story = given(workflow(agent("a")))
                .started("1")
                .after(failed("a", POISON, "E1"), breaks("agent-a"))
                .when(redriven("a"))
                .then("refused RedriveTask MESH-3110");
        assertThat(story.only(Event.CommandRejected.class).failure().message())
                .contains("agent-a", "2026-01-01T00:01:00Z");
    }

    @Test
    void a_redriven_task_may_be_the_test_call() {
        given(workflow(agent("a")), after(2))
                .started("1")
                .after(failed("a", POISON, "E1"), breaks("agent-a"), passed(Duration.ofSeconds(60)))
                .when(redriven("a"))
                .then("a#2 redriven until +2m", "a#2 ended CIRCUIT_OPEN MESH-3111, again")
                .when(due(retryDue("a", 3)))
                .then("a#3 retried until +2m2s")
                .when(completed("a", "2"))
                .then("a#3 completed 2", "run completed 2");
    }

    @Test
    void an_agent_that_says_no_or_calls_its_input_bad_is_well() {
        for (var kind : List.of(DECLINED, POISON)) {
            var world = given(workflow(agent("a").retry(atOnce(9))), after(2))
                    .started("1")
                    .after(failed("a", TRANSIENT, "E1"))
                    .when(failed("a", kind, "NO"))
                    .world();
            assertThat(world.breaker("agent-a")).isEqualTo(Breaker.WELL);
        }
    }

    @Test
    void a_test_call_that_is_canceled_or_never_got_to_work_is_given_back() {
        var asking = given(workflow(agent("a")), after(2))
                .after(breaks("agent-a"))
                .started("1")
                .after(due(retryDue("a", 2)))
                .when(canceled("enough"));
        assertThat(asking.world()
                        .breaker("agent-a")
                        .answer("other", asking.world().now()))
                .isEqualTo(Breaker.Answer.MAY_ASK);
        for (Intent end : List.of(canceled("enough"), failed("a", INVALID_INPUT, "E1"))) {
            var testing = given(workflow(agent("a")), after(2))
                    .after(breaks("agent-a"))
                    .started("1")
                    .after(due(retryDue("a", 2)), due(retryDue("a", 3)))
                    .when(end);
            assertThat(testing.world()
                            .breaker("agent-a")
                            .answer("other", testing.world().now()))
                    .isEqualTo(Breaker.Answer.MAY_ASK);
        }
    }

    @Test
    void what_takes_back_a_finished_step_waits_for_its_agent_like_any_other() {
        given(workflow(agent("slot").undo("free"), agent("bill")))
                .after(breaks("free"))
                .started("1")
                .after(completed("slot", "1"))
                .when(failed("bill", DECLINED, "CARD"))
                .thenEndsWith(
                        "slot[undo]/slot.undo#1 dispatched 1 until +1m",
                        "slot[undo]/slot.undo#1 ended CIRCUIT_OPEN MESH-3110, again");
    }
}
