package dev.agentmesh.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionsTest {
    @TempDir
    private Path folder;

    @Test
    void an_attempt_that_ran_twice_is_one_beyond_its_attempts() {
        Executions seen = Executions.of(List.of("a.only#1", "b.only#1", "a.only#1"));

        assertThat(seen).isEqualTo(new Executions(3, 2, 2, 0));
        assertThat(seen.beyondAttempts()).isEqualTo(1);
        assertThat(seen.beyondTasks()).isEqualTo(1);
    }

    @Test
    void an_attempt_after_a_lost_one_is_beyond_its_task_and_not_beyond_its_attempts() {
        Executions seen = Executions.of(List.of("a.only#1", "a.only#2", "b.only#1"));

        assertThat(seen.lost()).isEqualTo(1);
        assertThat(seen.beyondAttempts()).isZero();
        assertThat(seen.beyondTasks()).isEqualTo(1);
    }

    @Test
    void an_attempt_that_was_lost_before_it_began_counts_as_lost() {
        assertThat(Executions.of(List.of("a.only#3")).lost()).isEqualTo(2);
    }

    @Test
    void nobody_who_wrote_executed_anything() {
        assertThat(Executions.in(folder.resolve("none"))).isEqualTo(new Executions(0, 0, 0, 0));
    }
}
