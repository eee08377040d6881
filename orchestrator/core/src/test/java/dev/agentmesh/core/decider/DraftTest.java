package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.CellKey.Kind;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.RunInMemory;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A draft shows the run as it would be after the events decided so far. */
class DraftTest {
    private final RunInMemory base = new RunInMemory("r1");
    private final Draft draft = new Draft(base, START);

    private void lane(String path) {
        base.apply(List.of(new CellChange(CellKey.lane(new StepPath(path)), Optional.of(new Cell.LaneCell()))));
    }

    private static Event dispatched(String path) {
        return new Event.TaskDispatched(new StepPath(path), "agent", "", Payload.NULL, "key", START);
    }

    private List<String> within(Kind kind, String scope) {
        return draft.within(kind, new StepPath(scope)).stream()
                .map(key -> key.path().text())
                .toList();
    }

    @Test
    void nothing_decided_is_no_decision() {
        assertThat(draft.decision()).isSameAs(Decision.NOTHING);
    }

    @Test
    void a_range_holds_what_is_at_or_below_and_no_sibling() {
        for (String path : List.of("a", "a-b", "a/b", "a[0]", "a[0]/c", "ab", "b")) {
            lane(path);
            draft.emit(dispatched(path));
        }
        assertThat(within(Kind.TASK, "a")).containsExactly("a", "a/b", "a[0]", "a[0]/c");
        assertThat(within(Kind.LANE, "a")).containsExactly("a", "a/b", "a[0]", "a[0]/c");
        assertThat(within(Kind.TASK, "")).containsExactly("a", "a-b", "a/b", "a[0]", "a[0]/c", "ab", "b");
        assertThat(within(Kind.TASK, "a[0]")).containsExactly("a[0]", "a[0]/c");
        assertThat(within(Kind.SCOPE, "a")).isEmpty();
    }

    @Test
    void what_ended_in_the_draft_is_gone_from_it_and_not_from_the_run() {
        base.apply(Evolver.evolve(base, START, dispatched("a")));
        draft.emit(new Event.TaskCanceled(new StepPath("a"), 1, "enough"));
        assertThat(within(Kind.TASK, "")).isEmpty();
        assertThat(draft.get(CellKey.task(new StepPath("a")))).isEmpty();
        assertThat(base.get(CellKey.task(new StepPath("a")))).isPresent();
        assertThat(draft.decision().changes())
                .extracting(
                        change -> change.key().kind(), change -> change.value().isPresent())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.TASK, false),
                        org.assertj.core.groups.Tuple.tuple(Kind.ENDED, true));
    }

    @Test
    void the_root_itself_is_in_its_range() {
        base.apply(List.of(new CellChange(CellKey.INPUT, Optional.of(new Cell.InputCell(Payload.NULL)))));
        assertThat(within(Kind.INPUT, "")).containsExactly("");
    }
}
