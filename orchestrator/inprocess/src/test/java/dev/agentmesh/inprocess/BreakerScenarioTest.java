package dev.agentmesh.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many runs of one agent that is away for a while, on a clock that stands still. */
class BreakerScenarioTest {
    private static final Payload INPUT = Payload.json("1");
    private static final Instant BACK = VirtualMesh.START.plusSeconds(180);

    private final VirtualMesh mesh = new VirtualMesh();
    /** When the agent was called. */
    private final List<Instant> calls = new ArrayList<>();

    private void deploy(String steps) {
        mesh.deploy(VirtualMeshTest.workflow(steps));
        mesh.agent("flaky", call -> {
            calls.add(mesh.now());
            return mesh.now().isBefore(BACK)
                    ? Answer.failed("DOWN", "no answer")
                    : Answer.done(Payload.json("\"ok\"")).after(Duration.ofSeconds(2));
        });
    }

    @Test
    void five_failures_open_it_and_then_the_agent_is_asked_once_a_minute_until_it_is_back() {
        deploy("  - { agent: flaky, retry: { max: 9, backoff: 1s } }\n");
        for (int i = 0; i < 40; i++) {
            String id = "r" + i;
            mesh.later(Duration.ofSeconds(i), () -> mesh.start("w", id, INPUT));
        }
        mesh.settle();

        List<Instant> failed = calls.stream().filter(at -> at.isBefore(BACK)).toList();
        // Five open it; retries of those five that were decided with the fifth, and two test calls, are all that
        // follows.
        assertThat(failed).hasSize(7);
        assertThat(Duration.between(failed.get(4), failed.get(5))).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(Duration.between(failed.get(5), failed.get(6))).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(calls).hasSize(7 + 40);
        assertThat(mesh.runs()).allMatch(run -> run.status() == RunStatus.COMPLETED);
        assertThat(mesh.breaker("flaky")).isEqualTo(Breaker.WELL);
    }

    @Test
    void while_one_test_call_is_under_way_no_other_call_is() {
        deploy("  - { agent: flaky, retry: { max: 9, backoff: 1s } }\n");
        for (int i = 0; i < 40; i++) {
            mesh.start("w", "r" + i, INPUT);
        }
        mesh.settle();

        Instant first =
                calls.stream().filter(at -> !at.isBefore(BACK)).findFirst().orElseThrow();
        assertThat(calls)
                .filteredOn(at -> !at.isBefore(BACK) && at.isBefore(first.plusSeconds(2)))
                .containsExactly(first);
        assertThat(mesh.runs()).allMatch(run -> run.status() == RunStatus.COMPLETED);
    }

    @Test
    void a_step_with_a_fallback_does_not_wait_and_one_without_a_retry_fails_at_once() {
        deploy("""
                  - { id: a, agent: flaky, retry: none, fallback: [spare] }
                  - { id: b, agent: flaky, retry: none, catch: [{ return: "${error.code}" }] }
                """);
        mesh.agent("spare", call -> Answer.done(INPUT));
        for (int i = 0; i < 5; i++) {
            mesh.start("w", "r" + i, INPUT);
            mesh.until(() -> false);
        }
        LocalRun last = mesh.start("w", "last", INPUT);
        Instant before = mesh.now();
        mesh.settle();

        assertThat(last.output()).contains(Payload.json("\"MESH-3110\""));
        assertThat(Duration.between(before, mesh.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(last.log())
                .extracting(fact -> fact.event().getClass().getSimpleName())
                .contains("TaskReassigned");
    }

    @Test
    void an_agent_that_declines_stays_well() {
        mesh.deploy(VirtualMeshTest.workflow("  - { agent: picky, catch: [{ return: gone }] }\n"));
        mesh.agent("picky", call -> Answer.declined("NO", "not that"));
        for (int i = 0; i < 20; i++) {
            mesh.start("w", "r" + i, INPUT);
        }
        mesh.settle();

        assertThat(mesh.breaker("picky")).isEqualTo(Breaker.WELL);
        assertThat(mesh.runs())
                .allMatch(run -> run.log().stream()
                        .noneMatch(fact -> fact.event() instanceof Event.AttemptEnded ended
                                && ended.failure().kind() == FailureKind.CIRCUIT_OPEN));
    }

    @Test
    void silence_opens_it_as_well_and_the_rejection_says_since_when_and_until_when() {
        deploy("  - { agent: nobody, timeout: 10s, retry: none }\n");
        for (int i = 0; i < 5; i++) {
            mesh.start("w", "r" + i, INPUT);
        }
        mesh.later(Duration.ofSeconds(30), () -> mesh.start("w", "late", INPUT));
        mesh.until(() -> mesh.run("late").isPresent());

        Failure rejected = mesh.run("late").orElseThrow().log().stream()
                .map(LoggedFact::event)
                .filter(Event.AttemptEnded.class::isInstance)
                .map(event -> ((Event.AttemptEnded) event).failure())
                .findFirst()
                .orElseThrow();
        assertThat(rejected.message())
                .isEqualTo(
                        "The circuit breaker of agent \"nobody\" is open since 2026-01-01T00:00:10Z, after 5 failures in"
                                + " a row (last: MESH-4102); a test call may go through from 2026-01-01T00:01:10Z");
    }

    @Test
    void breakers_can_be_told_to_never_open() {
        var calm = new VirtualMesh(BreakerPolicy.OFF);
        calm.deploy(VirtualMeshTest.workflow(
                "  - { agent: broken, retry: { max: 9, backoff: 1s }, catch: [{ return: gone }] }\n"));
        int[] asked = {0};
        calm.agent("broken", call -> {
            asked[0]++;
            return Answer.failed("DOWN", "no answer");
        });
        for (int i = 0; i < 3; i++) {
            calm.start("w", "r" + i, INPUT);
        }
        calm.settle();

        assertThat(asked[0]).isEqualTo(27);
        assertThat(calm.breaker("broken")).isEqualTo(Breaker.WELL);
    }
}
