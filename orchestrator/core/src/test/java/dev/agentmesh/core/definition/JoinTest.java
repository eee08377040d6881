package dev.agentmesh.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JoinTest {
    @Test
    void each_needs_its_share() {
        assertThat(new Join.All().needed(3)).isEqualTo(3);
        assertThat(new Join.Settled().needed(3)).isZero();
        assertThat(new Join.First().needed(3)).isEqualTo(1);
        assertThat(new Join.First().needed(0)).isZero();
        assertThat(new Join.Count(2).needed(3)).isEqualTo(2);
        assertThat(new Join.Percent(50).needed(3)).isEqualTo(2);
        assertThat(new Join.Percent(100).needed(100_000)).isEqualTo(100_000);
    }

    @Property
    void a_share_is_met_by_that_share_and_no_fewer(
            @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll @IntRange(max = 100_000) int lanes) {
        long needed = new Join.Percent(percent).needed(lanes);
        assertThat(needed * 100).isGreaterThanOrEqualTo((long) lanes * percent);
        assertThat((needed - 1) * 100).isLessThan(Math.max(1, (long) lanes * percent));
        assertThat(needed).isLessThanOrEqualTo(lanes);
    }

    @Test
    void only_all_is_broken_by_one_failure() {
        assertThat(new Join.All().tolerant()).isFalse();
        assertThat(new Join.Settled().tolerant()).isTrue();
        assertThat(new Join.First().tolerant()).isTrue();
        assertThat(new Join.Count(1).tolerant()).isTrue();
        assertThat(new Join.Percent(100).tolerant()).isTrue();
    }

    @Test
    void a_policy_makes_sense() {
        Duration second = Duration.ofSeconds(1);
        assertThat(new RetryPolicy(1, second, second).maxAttempts()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, second.negated(), second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO));
    }
}
