package dev.agentmesh.core.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.value.FailureKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
    private static FailureCounts after(int failures) {
        return new FailureCounts(failures, 0, 0, 0);
    }

    @Property
    void a_pause_doubles_up_to_the_longest_give_or_take_half(
            @ForAll @LongRange(max = 600_000) long first,
            @ForAll @LongRange(max = 600_000) long more,
            @ForAll @IntRange(min = 1, max = 200) int failures,
            @ForAll String task) {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(first), Duration.ofMillis(first + more));
        long doubled = (long) Math.min(first + more, first * Math.pow(2, Math.min(failures - 1, 40)));
        Duration delay = RetryRule.delay(policy, after(failures), FailureKind.TRANSIENT, task);
        assertThat(delay.toMillis()).isBetween(doubled / 2, doubled + doubled / 2 + 1);
        assertThat(RetryRule.delay(policy, after(failures), FailureKind.TRANSIENT, task))
                .isEqualTo(delay);
    }

    @Test
    void tasks_that_fail_together_do_not_come_back_together() {
        Set<Duration> delays = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            delays.add(RetryRule.delay(RetryPolicy.DEFAULT, after(5), FailureKind.TRANSIENT, "run-" + i + "/step"));
        }
        assertThat(delays).hasSizeGreaterThan(900);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(10)) < 0);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(22)) > 0);
    }

    @Test
    void a_lost_worker_is_no_reason_to_wait() {
        FailureCounts counts = new FailureCounts(3, 0, 0, 1);
        assertThat(RetryRule.delay(RetryPolicy.DEFAULT, counts, FailureKind.LOST, "t"))
                .isZero();
    }

    @Test
    void writers_that_collide_meet_again_soon_and_not_at_once() {
        FailureCounts counts = new FailureCounts(0, 0, 0, 0, 3, 0);
        assertThat(RetryRule.delay(RetryPolicy.DEFAULT, counts, FailureKind.CONFLICT, "t"))
                .isBetween(Duration.ofMillis(30), Duration.ofMillis(90))
                .isNotEqualTo(RetryRule.delay(RetryPolicy.DEFAULT, counts, FailureKind.CONFLICT, "other"));
    }

    @Test
    void the_longest_delay_is_not_passed_however_often_it_doubles() {
        RetryPolicy policy = new RetryPolicy(999, Duration.ofMillis(1), Duration.ofDays(365));
        assertThat(RetryRule.delay(policy, after(998), FailureKind.TRANSIENT, "t"))
                .isBetween(Duration.ofDays(182), Duration.ofDays(548));
    }

    @Property
    void attempts_are_bounded_whatever_fails(
            @ForAll @IntRange(min = 1, max = 12) int maxAttempts, @ForAll FailureKind[] kinds) {
        RetryPolicy policy = new RetryPolicy(maxAttempts, Duration.ZERO, Duration.ZERO);
        FailureCounts counts = FailureCounts.ZERO;
        int attempts = 1;
        for (FailureKind kind : kinds) {
            counts = RetryRule.count(counts, kind);
            if (!RetryRule.again(policy, counts, kind)) {
                break;
            }
            attempts++;
        }
        assertThat(attempts)
                .isLessThanOrEqualTo(2 * maxAttempts - 1 + RetryPolicy.MAX_LOST - 1 + RetryPolicy.MAX_CONFLICTS - 1);
        assertThat(counts.timeouts()).isLessThanOrEqualTo(RetryPolicy.MAX_TIMEOUTS);
        assertThat(counts.invalidOutputs()).isLessThanOrEqualTo(RetryPolicy.MAX_INVALID_OUTPUTS);
        assertThat(counts.lost()).isLessThanOrEqualTo(RetryPolicy.MAX_LOST);
    }
}
