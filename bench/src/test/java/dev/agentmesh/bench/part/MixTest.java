package dev.agentmesh.bench.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {
    @Test
    void one_in_a_hundred_tasks_of_the_tail_takes_two_seconds() {
        assertThat(IntStream.range(0, 1_000).map(Mix.TAIL::millis).filter(millis -> millis == 2_000))
                .hasSize(10);
        assertThat(IntStream.range(0, 1_000).map(Mix.TAIL::millis).filter(millis -> millis == 50))
                .hasSize(990);
    }

    @Test
    void calls_of_a_model_are_spread_evenly_wherever_one_looks() {
        for (int begin : new int[] {0, 137, 4_000}) {
            int[] seen =
                    IntStream.range(begin, begin + 220).map(Mix.MODEL::millis).toArray();

            assertThat(IntStream.of(seen)).allMatch(millis -> millis >= 500 && millis <= 6_000);
            for (int from = 500; from < 6_000; from += 1_100) {
                int low = from;
                assertThat(IntStream.of(seen).filter(millis -> millis >= low && millis < low + 1_100))
                        .hasSizeBetween(40, 48);
            }
        }
    }
}
