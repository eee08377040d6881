package dev.agentmesh.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of a breaker whoever calls, whatever becomes of it, and however late it is heard of. */
class HealthLawsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Failure FAULT = new Failure(FailureKind.TIMEOUT, "E1", "it took too long");
    private static final Duration LASTS = Duration.ofSeconds(7);

    /** Everybody who calls the agent, and what they are told. */
    private static final class Callers {
        private final BreakerPolicy policy;
        private final HealthDecider decider;
        private final List<String> underWay = new ArrayList<>();
        private final List<String> asking = new ArrayList<>();
        private Optional<Test> test = Optional.empty();
        private Breaker breaker = Breaker.WELL;
        private Instant now = START;
        private int names;
        private int inARow;

        private record Test(String attempt, Instant granted) {}

        Callers(BreakerPolicy policy) {
            this.policy = policy;
            this.decider = new HealthDecider(policy);
        }

        void turn(int what) {
            switch (what % 8) {
                case 0 -> call("new" + names++);
                case 1 -> again(what);
                case 2, 3 -> end(what, new HealthSignal.Failed(FAULT));
                case 4 -> end(what, new HealthSignal.Answered());
                case 5 -> end(what, new HealthSignal.Voided());
                case 6 -> now = now.plusSeconds(1 + what / 8 % 12);
                default -> end(what, new HealthSignal.Failed(FAULT));
            }
        }

        /** Who asked comes back and sees what has become of it. */
        private void again(int what) {
            if (!asking.isEmpty()) {
                call(asking.remove(what / 8 % asking.size()));
            }
        }

        private void call(String attempt) {
            switch (breaker.answer(attempt, now)) {
                case PASSES -> {
                    if (breaker instanceof Breaker.HalfOpen half) {
                        assertThat(attempt).as("who may test").isEqualTo(half.test());
                    } else {
                        assertThat(inARow)
                                .as("failures when a call goes through")
                                .isLessThan(policy.failures());
                    }
                    underWay.add(attempt);
                }
                case REJECTED -> {}
                case MAY_ASK -> {
                    asking.add(attempt);
                    tell(attempt, new HealthSignal.Asked(LASTS));
                }
            }
        }

        private void end(int what, HealthSignal.Word word) {
            if (!underWay.isEmpty()) {
                tell(underWay.remove(what / 8 % underWay.size()), word);
            }
        }

        private void tell(String attempt, HealthSignal.Word word) {
            Breaker before = breaker;
            HealthSignal signal = new HealthSignal("a", now, attempt, word);
            Optional<HealthEvent> event = decider.decide(before, signal);
            event.ifPresent(happened -> breaker = HealthDecider.evolve(before, happened));
            if (before instanceof Breaker.Closed) {
                counts(word);
            } else if (breaker instanceof Breaker.Closed) {
                assertThat(word).as("what closes").isInstanceOf(HealthSignal.Answered.class);
                assertThat(attempt)
                        .as("whose success closes")
                        .isEqualTo(test.orElseThrow().attempt());
                inARow = 0;
            }
            event.ifPresent(this::oneTestAtATime);
        }

        private void counts(HealthSignal.Word word) {
            if (word instanceof HealthSignal.Failed) {
                inARow++;
            } else if (word instanceof HealthSignal.Answered) {
                inARow = 0;
            }
            boolean open = breaker instanceof Breaker.Open;
            assertThat(open)
                    .as("open after %s of %s in a row", inARow, policy.failures())
                    .isEqualTo(inARow == policy.failures());
        }

        private void oneTestAtATime(HealthEvent event) {
            if (event instanceof HealthEvent.TestGranted granted) {
                test.ifPresent(other -> assertThat(now)
                        .as("when a lost test call is followed by another")
                        .isAfterOrEqualTo(other.granted().plus(LASTS)));
                test = Optional.of(new Test(granted.attempt(), now));
            } else {
                test = Optional.empty();
            }
        }
    }

    @Property(tries = 5_000)
    void it_opens_exactly_at_the_limit_and_lets_one_test_through_at_a_time(
            @ForAll @IntRange(min = 1, max = 4) int failures,
            @ForAll @Size(max = 200) List<@IntRange(max = 4_000) Integer> turns) {
        Callers callers = new Callers(new BreakerPolicy(failures, Duration.ofSeconds(10)));
        turns.forEach(callers::turn);
    }

    /** Nobody stays locked out: after the reset time, and that of a test call that was lost, somebody may ask. */
    @Property(tries = 1_000)
    void it_never_stays_open_for_want_of_a_word(@ForAll @Size(max = 200) List<@IntRange(max = 4_000) Integer> turns) {
        Callers callers = new Callers(new BreakerPolicy(2, Duration.ofSeconds(10)));
        turns.forEach(callers::turn);
        callers.now = callers.now.plusSeconds(20);

        assertThat(callers.breaker.answer("somebody", callers.now)).isNotEqualTo(Breaker.Answer.REJECTED);
    }

    @Property
    void the_same_words_give_the_same_breaker(@ForAll @Size(max = 100) List<@IntRange(max = 4_000) Integer> turns) {
        Callers one = new Callers(BreakerPolicy.DEFAULT);
        Callers other = new Callers(BreakerPolicy.DEFAULT);
        turns.forEach(one::turn);
        turns.forEach(other::turn);
        assertThat(one.breaker).isEqualTo(other.breaker);
    }
}
