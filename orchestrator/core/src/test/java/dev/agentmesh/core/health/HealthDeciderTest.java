package dev.agentmesh.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthDeciderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Failure FAULT = new Failure(FailureKind.TRANSIENT, "E1", "it broke");

    private Breaker breaker = Breaker.WELL;
    private HealthDecider decider = new HealthDecider(BreakerPolicy.DEFAULT);

    private Optional<HealthEvent> when(int second, String attempt, HealthSignal.Word word) {
        Optional<HealthEvent> event =
                decider.decide(breaker, new HealthSignal("a", START.plusSeconds(second), attempt, word));
        breaker = event.map(happened -> HealthDecider.evolve(breaker, happened)).orElse(breaker);
        return event;
    }

    private Optional<HealthEvent> failed(int second, String attempt) {
        return when(second, attempt, new HealthSignal.Failed(FAULT));
    }

    private static Breaker.Fault fault(int second) {
        return new Breaker.Fault(START.plusSeconds(second), FAULT);
    }

    private Optional<HealthEvent> answered(int second, String attempt) {
        return when(second, attempt, new HealthSignal.Answered());
    }

    private Optional<HealthEvent> asked(int second, String attempt) {
        return when(second, attempt, new HealthSignal.Asked(Duration.ofSeconds(70)));
    }

    private void givenOpen() {
        for (int i = 1; i <= 5; i++) {
            failed(i, "r/s#" + i);
        }
    }

    private void givenHalfOpen() {
        givenOpen();
        asked(65, "test");
    }

    private Breaker.Answer answer(String attempt, int second) {
        return breaker.answer(attempt, START.plusSeconds(second));
    }

    @Test
    void the_fifth_failure_in_a_row_opens_it_for_a_minute() {
        for (int i = 1; i <= 4; i++) {
            assertThat(failed(i, "r/s#" + i)).contains(new HealthEvent.FailureCounted(i, fault(i)));
            assertThat(answer("other", i)).isEqualTo(Breaker.Answer.PASSES);
        }
        Breaker.Opening opening = new Breaker.Opening(START.plusSeconds(5), 5, FAULT, Duration.ofSeconds(60));
        assertThat(failed(5, "r/s#5")).contains(new HealthEvent.Opened(opening, START.plusSeconds(65)));
        assertThat(answer("other", 5)).isEqualTo(Breaker.Answer.REJECTED);
        assertThat(answer("other", 64)).isEqualTo(Breaker.Answer.REJECTED);
        assertThat(answer("other", 65)).isEqualTo(Breaker.Answer.MAY_ASK);
    }

    @Test
    void workers_that_vanish_together_are_one_failure_and_one_that_keeps_vanishing_is_many() {
        Failure one = new Failure(FailureKind.LOST, "MESH-4122", "Worker a-1 vanished");
        Failure other = new Failure(FailureKind.LOST, "MESH-4122", "Worker a-2 vanished");
        assertThat(when(1, "r/s#1", new HealthSignal.Failed(one))).isPresent();
        assertThat(when(1, "r/t#1", new HealthSignal.Failed(one))).isEmpty();
        assertThat(when(5, "r/u#1", new HealthSignal.Failed(one))).isEmpty();
        assertThat(when(5, "r/v#1", new HealthSignal.Failed(other))).isEmpty();
        assertThat(when(11, "r/s#2", new HealthSignal.Failed(other))).isPresent();
        assertThat(when(17, "r/s#3", new HealthSignal.Failed(other))).isPresent();
        assertThat(when(23, "r/s#4", new HealthSignal.Failed(other))).isPresent();
        assertThat(when(29, "r/s#5", new HealthSignal.Failed(other))).get().isInstanceOf(HealthEvent.Opened.class);
    }

    @Test
    void a_success_in_between_starts_the_count_anew() {
        for (int i = 1; i <= 4; i++) {
            failed(i, "r/s#" + i);
        }
        assertThat(answered(4, "r/t#1")).contains(new HealthEvent.Recovered());
        assertThat(breaker).isEqualTo(Breaker.WELL);
        assertThat(failed(5, "r/s#5")).contains(new HealthEvent.FailureCounted(1, fault(5)));
        assertThat(answered(6, "r/t#1")).isPresent();
        assertThat(answered(7, "r/t#1")).isEmpty();
    }

    @Test
    void how_many_and_how_long_is_a_matter_of_policy() {
        decider = new HealthDecider(new BreakerPolicy(1, Duration.ofSeconds(2)));
        assertThat(failed(0, "r/s#1")).get().isInstanceOf(HealthEvent.Opened.class);
        assertThat(answer("other", 1)).isEqualTo(Breaker.Answer.REJECTED);
        assertThat(answer("other", 2)).isEqualTo(Breaker.Answer.MAY_ASK);
    }

    @Test
    void whoever_asks_first_when_the_time_is_over_has_the_test_call() {
        givenOpen();
        assertThat(asked(64, "early")).isEmpty();
        assertThat(asked(65, "first")).contains(new HealthEvent.TestGranted("first", START.plusSeconds(135)));
        assertThat(asked(65, "second")).isEmpty();
        assertThat(answer("first", 66)).isEqualTo(Breaker.Answer.PASSES);
        assertThat(answer("second", 66)).isEqualTo(Breaker.Answer.REJECTED);
    }

    @Test
    void its_success_closes() {
        givenHalfOpen();
        assertThat(answered(70, "test")).contains(new HealthEvent.TestPassed());
        assertThat(breaker).isEqualTo(Breaker.WELL);
        assertThat(answer("other", 70)).isEqualTo(Breaker.Answer.PASSES);
    }

    @Test
    void its_failure_opens_for_another_minute() {
        givenHalfOpen();
        assertThat(failed(70, "test")).contains(new HealthEvent.Reopened(FAULT, START.plusSeconds(130)));
        assertThat(answer("test", 70)).isEqualTo(Breaker.Answer.REJECTED);
        assertThat(answer("other", 130)).isEqualTo(Breaker.Answer.MAY_ASK);
        assertThat(breaker).isInstanceOfSatisfying(Breaker.Open.class, open -> {
            assertThat(open.opening().since()).isEqualTo(START.plusSeconds(5));
            assertThat(open.opening().failures()).isEqualTo(6);
        });
    }

    @Test
    void a_test_call_that_says_nothing_leaves_room_for_another() {
        givenHalfOpen();
        assertThat(when(70, "test", new HealthSignal.Voided()))
                .contains(new HealthEvent.TestReturned(START.plusSeconds(70)));
        assertThat(asked(70, "next")).get().isInstanceOf(HealthEvent.TestGranted.class);
    }

    @Test
    void a_test_call_that_is_never_heard_of_leaves_room_for_another_after_its_time() {
        givenHalfOpen();
        assertThat(asked(134, "next")).isEmpty();
        assertThat(asked(135, "next")).contains(new HealthEvent.TestGranted("next", START.plusSeconds(205)));
        assertThat(answered(136, "test")).isEmpty();
        assertThat(answered(137, "next")).contains(new HealthEvent.TestPassed());
    }

    @Test
    void a_very_long_test_call_is_waited_for_ten_times_the_reset_time_and_no_longer() {
        givenOpen();
        assertThat(when(65, "test", new HealthSignal.Asked(Duration.ofDays(1))))
                .contains(new HealthEvent.TestGranted("test", START.plusSeconds(665)));
    }

    @Test
    void calls_that_were_under_way_when_it_opened_change_nothing() {
        givenOpen();
        assertThat(answered(6, "r/s#9")).isEmpty();
        assertThat(failed(6, "r/s#9")).isEmpty();
        asked(65, "test");
        assertThat(answered(66, "r/s#9")).isEmpty();
        assertThat(failed(66, "r/s#9")).isEmpty();
        assertThat(when(66, "r/s#9", new HealthSignal.Voided())).isEmpty();
        assertThat(answer("test", 66)).isEqualTo(Breaker.Answer.PASSES);
    }

    @Test
    void a_closed_one_has_nothing_to_grant() {
        assertThat(asked(1, "r/s#1")).isEmpty();
        assertThat(when(1, "r/s#1", new HealthSignal.Voided())).isEmpty();
        assertThat(answered(1, "r/s#1")).isEmpty();
    }

    @Test
    void one_that_is_switched_off_closes() {
        givenOpen();
        decider = new HealthDecider(BreakerPolicy.OFF);
        assertThat(asked(6, "r/s#9")).contains(new HealthEvent.Recovered());
        assertThat(failed(7, "r/s#9")).isEmpty();
    }

    @Test
    void what_a_rejected_attempt_is_told_names_agent_reason_and_time() {
        givenOpen();
        Failure rejected = CircuitOpen.rejected("a", (Breaker.Tripped) breaker);
        assertThat(rejected.code()).isEqualTo("MESH-3110");
        assertThat(rejected.message())
                .isEqualTo(
                        "The circuit breaker of agent \"a\" is open since 2026-01-01T00:00:05Z, after 5 failures in a"
                                + " row (last: E1); a test call may go through from 2026-01-01T00:01:05Z");
        asked(65, "test");
        assertThat(CircuitOpen.rejected("a", (Breaker.Tripped) breaker).message())
                .endsWith("a test call is under way, another may follow from 2026-01-01T00:02:15Z");
        assertThat(CircuitOpen.asks("a", (Breaker.Tripped) breaker).code()).isEqualTo("MESH-3111");
    }

    @Test
    void an_attempt_is_named_by_run_step_and_number() {
        assertThat(Breaker.attempt("r1", new StepPath("draft[2]/write"), 3)).isEqualTo("r1/draft[2]/write#3");
    }
}
