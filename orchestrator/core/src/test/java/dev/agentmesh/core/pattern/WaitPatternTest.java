package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.announced;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.pendingDue;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.signaled;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.FIRST;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.await;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.waitFor;
import static dev.agentmesh.core.spec.Steps.waitUntil;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;

import dev.agentmesh.core.spec.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitPatternTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_time_passes_and_not_less() {
        given(workflow(waitFor("w", Duration.ofMinutes(5)), agent("a")))
                .started("1")
                .then("run started 1 until +24h", "w waits for time until +5m")
                .thenEffects("set run deadline +24h", "set end of w +5m")
                .after(passed(Duration.ofMinutes(5).minusMillis(1)))
                .when(saidDue(pendingDue("w")))
                .thenNothing()
                .when(due(pendingDue("w")))
                .then("w completed", "a#1 dispatched 1 until +6m");
    }

    @Test
    void an_event_without_a_name_ends_no_wait_for_a_time() {
        given(workflow(waitFor("w", Duration.ofMinutes(5))))
                .started("1")
                .when(announced("", "1"))
                .thenNothing()
                .when(signaled("", "1"))
                .then("signal 1 kept:  1");
    }

    @Test
    void a_moment_is_waited_for() {
        given(workflow(waitUntil("w", "\"${input}\""), agent("a")))
                .started("\"2026-01-01T02:00:00+01:00\"")
                .thenEndsWith("w waits for time until +1h")
                .when(due(pendingDue("w")))
                .then("w completed", "a#1 dispatched \"2026-01-01T02:00:00+01:00\" until +1h1m");
    }

    @Test
    void a_moment_that_has_passed_is_not_waited_for() {
        given(workflow(waitUntil("w", "\"2025-12-31T00:00:00Z\""), agent("a")))
                .started("1")
                .thenContains("w completed", "a#1 dispatched 1 until +1m");
    }

    @Test
    void what_is_no_moment_fails_it() {
        given(workflow(waitUntil("w", "\"${input}\"")))
                .started("\"tomorrow\"")
                .thenEndsWith("w failed MESH-4150", "run failed at w: MESH-4150");
    }

    @Test
    void an_event_is_its_output() {
        given(workflow(await("w", "paid"), agent("a").given("\"${steps.w.output.sum}\"")))
                .started("1")
                .thenEndsWith("w waits for paid")
                .thenEffects("set run deadline +24h", "hear paid at w")
                .when(signaled("paid", "{\"sum\":7}"))
                .then("w received paid {\"sum\":7}", "a#1 dispatched 7 until +1m")
                .thenEffectsContain("ignore paid at w");
    }

    @Test
    void only_the_event_that_matches_is_meant() {
        given(workflow(await("w", "paid", "event.order == input.order", HOUR)))
                .started("{\"order\":7}")
                .when(signaled("paid", "{\"order\":8}"))
                .then("signal 1 kept: paid {\"order\":8}")
                .when(signaled("sent", "{\"order\":7}"))
                .then("signal 2 kept: sent {\"order\":7}")
                .when(signaled("paid", "{\"other\":7}"))
                .then("signal 3 kept: paid {\"other\":7}")
                .when(signaled("paid", "{\"order\":7}"))
                .then("w received paid {\"order\":7}", "run completed {\"order\":7}");
    }

    @Test
    void an_event_that_does_not_come_in_time_fails_it() {
        given(workflow(await("w", "paid", "true", HOUR).caught(agent("c"))))
                .started("1")
                .thenEffectsContain("set end of w +1h", "hear paid at w")
                .when(due(pendingDue("w")))
                .then("w failed MESH-4102", "w opened catch 0 of MESH-4102", "w[catch0]/c#1 dispatched 1 until +1h1m")
                .thenEffectsContain("ignore paid at w");
    }

    @Test
    void a_signal_that_comes_before_the_wait_is_kept_for_it() {
        given(workflow(agent("a"), await("w", "paid", "event.order == 7", HOUR)))
                .started("1")
                .when(signaled("paid", "{\"order\":6}"))
                .then("signal 1 kept: paid {\"order\":6}")
                .when(signaled("paid", "{\"order\":7}"))
                .then("signal 2 kept: paid {\"order\":7}")
                .when(completed("a", "1"))
                .then(
                        "a#1 completed 1",
                        "w waits for paid until +1h",
                        "w took signal 2",
                        "run completed {\"order\":7}");
    }

    @Test
    void kept_signals_are_taken_in_the_order_they_came() {
        given(workflow(agent("a"), await("one", "paid"), await("two", "paid")))
                .started("1")
                .after(signaled("paid", "1"), signaled("paid", "2"))
                .when(completed("a", "1"))
                .thenEndsWith("one took signal 1", "two waits for paid", "two took signal 2", "run completed 2");
    }

    @Test
    void more_signals_than_a_run_keeps_are_refused() {
        Story story = given(workflow(agent("a"))).started("1");
        for (int i = 1; i <= 100; i++) {
            story.when(signaled("paid", "" + i)).then("signal " + i + " kept: paid " + i);
        }
        story.when(signaled("paid", "101")).then("refused SignalRun MESH-4151");
    }

    @Test
    void a_signal_too_large_for_a_record_is_refused() {
        given(workflow(await("w", "paid")))
                .started("1")
                .when(signaled("paid", "\"" + "x".repeat(dev.agentmesh.core.value.Payload.MAX_BYTES) + "\""))
                .then("refused SignalRun MESH-5003");
    }

    @Test
    void a_signal_is_one_steps_and_an_announcement_everybodys() {
        var both = parallel("p", ALL, branch("a", await("x", "paid")), branch("b", await("y", "paid")));
        given(workflow(both))
                .started("1")
                .when(signaled("paid", "1"))
                .then("p[a]/x received paid 1", "p[a] lane completed from p[a]/x");
        given(workflow(both))
                .started("1")
                .when(announced("paid", "1"))
                .thenContains("p[a]/x received paid 1", "p[b]/y received paid 1")
                .thenEndsWith("run completed {\"a\":1,\"b\":1}");
    }

    @Test
    void an_announcement_that_nobody_waits_for_is_not_kept() {
        given(workflow(agent("a"), await("w", "paid")))
                .started("1")
                .when(announced("paid", "1"))
                .thenNothing()
                .when(completed("a", "1"))
                .thenEndsWith("w waits for paid");
    }

    @Test
    void an_announcement_that_ends_the_race_reaches_nobody_it_has_canceled() {
        given(workflow(parallel("p", FIRST, branch("a", await("x", "paid")), branch("b", await("y", "paid")))))
                .started("1")
                .when(announced("paid", "1"))
                .thenContains("p[a]/x received paid 1", "p[b]/y canceled: the join of \"p\" is met")
                .thenEndsWith("run completed {\"a\":1,\"b\":null}");
    }

    @Test
    void a_signal_to_a_run_that_is_over_is_refused() {
        given(workflow(await("w", "paid")))
                .started("1")
                .after(canceled("enough"))
                .when(signaled("paid", "1"))
                .then("refused SignalRun MESH-4109");
    }

    @Test
    void the_time_of_a_block_ends_a_wait_inside() {
        given(workflow(block("b", await("w", "paid")).timeout(HOUR)))
                .started("1")
                .when(due(dev.agentmesh.core.spec.Intents.stepDeadline("b")))
                .then("b/w canceled: the time of \"b\" is over", "b failed MESH-4102", "run failed at b: MESH-4102")
                .thenEffectsContain("ignore paid at b/w");
    }
}
