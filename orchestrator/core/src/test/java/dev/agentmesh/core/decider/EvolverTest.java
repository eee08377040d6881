package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.World.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvolverTest {
    private static final StepPath A = new StepPath("a");
    private static final Failure FAILURE = new Failure(FailureKind.TRANSIENT, "E1", "E1 happened");

    private final RunInMemory run = new RunInMemory("r1");

    private List<CellChange> evolve(Event event) {
        List<CellChange> changes = Evolver.evolve(run, START, event);
        run.apply(changes);
        return changes;
    }

    @Test
    void an_event_that_cannot_follow_says_the_log_is_broken() {
        List<Event> impossible = List.of(
                new Event.RunCompleted(Payload.NULL),
                new Event.RunFailed(A, FAILURE),
                new Event.RunCanceled("", ""),
                new Event.TaskRetried(A, 2, START),
                new Event.TaskReassigned(
                        A,
                        2,
                        "b",
                        "",
                        START,
                        new TaskContext(ContextRule.Strategy.MINIMAL, List.of(), List.of(), false)),
                new Event.TaskRedriven(A, 2, Optional.empty(), START, "", ""),
                new Event.AttemptEnded(A, 1, FAILURE, Optional.empty(), List.of(), ""),
                new Event.TaskDeadLettered(A, 1, "d-1", FAILURE, true),
                new Event.TaskCompleted(A, 1, Payload.NULL, List.of(), "", Duration.ZERO),
                new Event.TaskFailed(A, 1, FAILURE),
                new Event.TaskCanceled(A, 1, ""),
                new Event.LateResultIgnored(A, 1, "completed", List.of(), ""),
                new Event.LaneStarted(A.lane(0)),
                new Event.ItemsAdded(A, List.of(), 0, 0),
                new Event.StepUndone(A, new StepPath("b"), Optional.empty()),
                new Event.UndoEnded(A, Rollback.NONE));
        for (Event event : impossible) {
            assertThatIllegalStateException()
                    .as("%s", event)
                    .isThrownBy(() -> evolve(event))
                    .withMessageContaining("run r1")
                    .withMessageContaining("the log is broken");
        }
    }

    @Test
    void a_refusal_and_progress_change_nothing() {
        assertThat(evolve(new Event.CommandRejected("StartRun", FAILURE))).isEmpty();
        assertThat(evolve(new Event.RunRejected("flow", FAILURE))).isEmpty();
        assertThat(evolve(new Event.TaskProgressed(A, 1, 0.5, ""))).isEmpty();
        assertThat(evolve(new Event.StepNoted(A, "speaker", Payload.NULL))).isEmpty();
    }

    @Test
    void a_value_of_a_pattern_stands_apart_from_the_variables_of_the_run() {
        evolve(new Event.StateSet(A, new java.util.LinkedHashMap<>(java.util.Map.of("x", Payload.json("1")))));
        assertThat(run.get(CellKey.state(A, "x"))).contains(new Cell.VariableCell(Payload.json("1")));
        assertThat(run.get(CellKey.variable("x"))).isEmpty();
    }

    @Test
    void items_are_kept_in_chunks() {
        List<Payload> items = java.util.stream.IntStream.range(0, 130)
                .mapToObj(i -> Payload.json("" + i))
                .toList();
        evolve(new Event.ScopeOpened(A, Optional.empty(), new Scope.MapScope(items, 130, false)));
        assertThat(run.get(CellKey.items(A, 0)).orElseThrow()).isEqualTo(new Cell.ItemsCell(items.subList(0, 64)));
        assertThat(run.get(CellKey.items(A, 129)).orElseThrow()).isEqualTo(new Cell.ItemsCell(items.subList(128, 130)));
    }

    @Test
    void a_full_chunk_is_followed_by_no_empty_one() {
        for (int count : List.of(0, 1, 64, 65)) {
            List<Payload> items = Collections.nCopies(count, Payload.NULL);
            StepPath map = new StepPath("m" + count);
            evolve(new Event.ScopeOpened(map, Optional.empty(), new Scope.MapScope(items, 0, true)));
            assertThat(run.within(CellKey.Kind.ITEMS, map)).hasSize((count + 63) / 64);
        }
    }

    @Test
    void a_lane_that_ends_after_its_step_adds_nothing_to_what_the_step_gave() {
        evolve(new Event.ScopeOpened(A, Optional.empty(), new Scope.ParallelScope(List.of("x", "y"), 1, true)));
        evolve(new Event.LaneStarted(A.lane("x")));
        evolve(new Event.LaneStarted(A.lane("y")));
        evolve(new Event.LaneEnded(
                A.lane("x"), LaneOutcome.COMPLETED, Optional.of(A.lane("x").child("b")), Optional.empty()));
        evolve(new Event.StepCompleted(A, new StepOutput.Collected(2)));
        evolve(new Event.LaneEnded(A.lane("y"), LaneOutcome.FAILED, Optional.empty(), Optional.of(FAILURE)));
        assertThat(run.get(CellKey.ended(A.lane("y"))))
                .contains(new Cell.EndedCell(Cell.EndedStatus.FAILED, new StepOutput.None(), Optional.empty(), 0, 0));
        assertThat(run.within(CellKey.Kind.LANE, StepPath.ROOT)).isEmpty();
    }
}
