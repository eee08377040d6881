package dev.agentmesh.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Cell.FailureCounts;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthWatchTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final StepPath PATH = new StepPath("draft");
    private static final Breaker.Opening OPENING = new Breaker.Opening(
            AT, 5, new Failure(FailureKind.TIMEOUT, "MESH-4102", "too late"), Duration.ofSeconds(60));

    private final Map<String, Breaker> known = new HashMap<>();
    private final HealthWatch watch = new HealthWatch(BreakerPolicy.DEFAULT, new Breakers() {
        @Override
        public Breaker of(String agent) {
            return known.getOrDefault(agent, Breaker.WELL);
        }

        @Override
        public boolean allWell() {
            return known.isEmpty();
        }
    });

    /** Attempt 2 of a task of agent writer is under way. */
    private final RunInMemory run = new RunInMemory("r1");

    HealthWatchTest() {
        run.apply(List.of(new CellChange(
                CellKey.task(PATH),
                Optional.of(new TaskCell(
                        "writer",
                        "",
                        Payload.NULL,
                        "k",
                        2,
                        TaskPhase.DISPATCHED,
                        AT,
                        AT.plusSeconds(60),
                        FailureCounts.ZERO,
                        Optional.empty(),
                        0,
                        Optional.empty())))));
    }

    private List<HealthSignal.Word> heard(Event event) {
        return watch.heard(run, AT, List.of(event)).stream()
                .peek(signal -> {
                    assertThat(signal.agent()).isEqualTo("writer");
                    assertThat(signal.attempt()).isEqualTo("r1/draft#2");
                })
                .map(HealthSignal::word)
                .toList();
    }

    private List<HealthSignal.Word> completed() {
        return heard(new Event.TaskCompleted(PATH, 2, Payload.NULL, List.of(), "w", Duration.ZERO));
    }

    private List<HealthSignal.Word> ended(FailureKind kind) {
        return heard(new Event.AttemptEnded(PATH, 2, new Failure(kind, "E1", ""), Optional.empty(), List.of(), "w"));
    }

    @Test
    void a_success_costs_nothing_while_all_is_well() {
        int before = run.reads();
        assertThat(completed()).isEmpty();
        assertThat(run.reads()).isEqualTo(before);
    }

    @Test
    void the_first_success_after_failures_is_told_and_no_other() {
        assertThat(ended(FailureKind.TIMEOUT)).singleElement().isInstanceOf(HealthSignal.Failed.class);
        assertThat(ended(FailureKind.TRANSIENT)).hasSize(1);
        assertThat(completed()).containsExactly(new HealthSignal.Answered());
        assertThat(completed()).isEmpty();
    }

    @Test
    void failures_that_others_have_counted_are_answered_once_for_each_count() {
        known.put("writer", new Breaker.Closed(2, Optional.empty()));
        assertThat(completed()).hasSize(1);
        assertThat(completed()).isEmpty();
        known.put("writer", new Breaker.Closed(2, Optional.empty()));
        assertThat(completed()).as("counted anew").hasSize(1);
        known.put("other", new Breaker.Closed(4, Optional.empty()));
        known.remove("writer");
        assertThat(completed()).as("that another agent has failed").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void every_kind_of_failure_is_a_word_about_the_agent_or_none(FailureKind kind) {
        boolean fails = List.of(
                        FailureKind.TRANSIENT, FailureKind.TIMEOUT, FailureKind.INVALID_OUTPUT, FailureKind.LOST)
                .contains(kind);
        assertThat(ended(kind)).hasSize(fails ? 1 : 0);
        known.put("writer", new Breaker.HalfOpen(OPENING, "r1/draft#2", AT.plusSeconds(60)));
        switch (kind) {
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, LOST ->
                assertThat(ended(kind))
                        .hasOnlyElementsOfType(HealthSignal.Failed.class)
                        .hasSize(1);
            case POISON, DECLINED, CONFLICT -> assertThat(ended(kind)).containsExactly(new HealthSignal.Answered());
            case INVALID_INPUT, WORKFLOW -> assertThat(ended(kind)).containsExactly(new HealthSignal.Voided());
            case CIRCUIT_OPEN -> assertThat(ended(kind)).isEmpty();
        }
    }

    @Test
    void what_was_under_way_when_it_opened_is_not_told() {
        known.put("writer", new Breaker.Open(OPENING, AT.plusSeconds(60)));
        assertThat(ended(FailureKind.TIMEOUT)).isEmpty();
        assertThat(completed()).isEmpty();
        known.put("writer", new Breaker.HalfOpen(OPENING, "r9/other#1", AT.plusSeconds(60)));
        assertThat(ended(FailureKind.TIMEOUT)).isEmpty();
        assertThat(completed()).isEmpty();
        assertThat(heard(new Event.TaskCanceled(PATH, 2, "enough"))).isEmpty();
    }

    @Test
    void where_breakers_never_open_nothing_is_told() {
        HealthWatch off = new HealthWatch(BreakerPolicy.OFF, Breakers.ALL_WELL);
        var failed = new Event.AttemptEnded(
                PATH, 2, new Failure(FailureKind.LOST, "E1", ""), Optional.empty(), List.of(), "w");
        assertThat(off.heard(run, AT, List.of(failed))).isEmpty();
    }
}
