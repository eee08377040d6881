package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.orchestrator.state.TimerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timers as a process finds them that starts on what another one stored. */
class TimersAfterRestartTest {
    private static final StepPath STEP = new StepPath("ask-greeter");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path state;

    private Harness mesh;

    @BeforeEach
    void start() {
        mesh = new Harness(state);
        mesh.deploy("greet", RetryPolicy.DEFAULT, "greeter");
        mesh.start("r-1", "greet", "{\"q\":\"ada\"}");
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void the_deadline_of_an_attempt_is_found_again() {
        Instant due = Harness.START.plus(TIMEOUT);
        TimerStore restarted = restarted();

        assertThat(restarted.due(due.toEpochMilli() - 1, 10)).isEmpty();
        assertThat(restarted.due(due.toEpochMilli(), 10))
                .containsExactly(new TimerStore.Due("r-1", new Timer.AttemptDeadline(STEP, 1), due));
    }

    @Test
    void the_pause_before_the_next_attempt_is_found_again() {
        mesh.fails(mesh.tasks("greeter").getFirst(), "TRANSIENT");

        List<TimerStore.Due> due = restarted().due(Harness.START.plus(TIMEOUT).toEpochMilli(), 10);

        assertThat(due).extracting(TimerStore.Due::timer).containsExactly(new Timer.RetryDue(STEP, 2));
    }

    /** A run that is taken back has no deadline any more, and its workers can be lost like any other. */
    @Test
    void the_deadline_of_an_attempt_to_undo_is_found_again() {
        mesh.deploy("""
                mesh: v1
                workflow: booking
                steps:
                  - { agent: greeter, id: book, timeout: 30s, undo: { agent: judge } }
                  - fail: { code: NOT_TODAY, message: closed }
                """);
        mesh.start("r-2", "booking", "{}");
        mesh.completes(mesh.tasks("greeter").getLast(), "\"booked\"");
        assertThat(mesh.tasks("judge")).hasSize(1);

        assertThat(restarted().due(Harness.START.plus(TIMEOUT).toEpochMilli(), 10))
                .filteredOn(due -> due.runId().equals("r-2"))
                .extracting(due -> due.timer().toString())
                .containsExactly(new Timer.AttemptDeadline(new StepPath("book[undo]/book.undo"), 1).toString());
    }

    @Test
    void a_task_that_ended_has_left_no_timer() {
        mesh.completes(mesh.tasks("greeter").getFirst(), "\"hello\"");

        assertThat(restarted().due(Harness.START.plus(Duration.ofDays(2)).toEpochMilli(), 10))
                .isEmpty();
    }

    @Test
    void a_run_costs_one_stored_timer_whatever_its_steps_do() {
        mesh.fails(mesh.tasks("greeter").getFirst(), "TRANSIENT");
        mesh.advance(Duration.ofSeconds(2));
        assertThat(mesh.tasks("greeter")).hasSize(1);

        KeyValueStore<Bytes, byte[]> timers = mesh.driver.getKeyValueStore(NodeNames.TIMERS);
        try (KeyValueIterator<Bytes, byte[]> all = timers.all()) {
            assertThat(all).toIterable().hasSize(1);
        }
    }

    @Test
    void stored_timers_come_up_in_the_order_they_are_due_and_once_however_far_apart() {
        TimerStore timers = restarted();
        for (int hours : new int[] {30, 26, 50}) {
            timers.set("r-" + hours, new Timer.RunDeadline(), Harness.START.plus(Duration.ofHours(hours)));
        }
        timers.clear("r-1", new Timer.RunDeadline(), Harness.START.plus(Duration.ofHours(1)));

        assertThat(fired(timers, 27)).containsExactly("r-26");
        assertThat(fired(timers, 49)).containsExactly("r-30");
        timers.set("r-early", new Timer.RunDeadline(), Harness.START.plus(Duration.ofHours(2)));
        assertThat(fired(timers, 49)).containsExactly("r-early");
        assertThat(fired(timers, 51)).containsExactly("r-50");
        assertThat(fired(timers, 99)).isEmpty();
    }

    private static List<String> fired(TimerStore timers, int hours) {
        long now = Harness.START.plus(Duration.ofHours(hours)).toEpochMilli();
        List<TimerStore.Due> due = timers.due(now, 10).stream()
                .filter(timer -> timer.timer() instanceof Timer.RunDeadline)
                .toList();
        due.forEach(timer -> timers.clear(timer.runId(), timer.timer(), timer.due()));
        return due.stream().map(TimerStore.Due::runId).toList();
    }

    private TimerStore restarted() {
        return new TimerStore(
                mesh.driver.getKeyValueStore(NodeNames.TIMERS), mesh.driver.getKeyValueStore(NodeNames.RUNS));
    }
}
