package dev.agentmesh.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.StepPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CellKeyTest {
    private static final StepPath A = new StepPath("a");

    @Test
    void kinds_are_apart_in_the_order_of_their_letters() {
        List<CellKey> keys = new TreeSet<>(List.of(
                        CellKey.entry("messages", "history", 1),
                        CellKey.board("metadata", "x"),
                        CellKey.AGENDA,
                        CellKey.undo(A),
                        CellKey.variable("x"),
                        CellKey.PARENT,
                        CellKey.held(new Turn.GoOn(A)),
                        CellKey.PAUSED,
                        CellKey.signal(1),
                        CellKey.answered(A),
                        CellKey.pending(A),
                        CellKey.ended(A),
                        CellKey.items(A, 0),
                        CellKey.lane(A),
                        CellKey.scope(A),
                        CellKey.task(A),
                        CellKey.INPUT,
                        CellKey.RUN))
                .stream().toList();
        assertThat(keys).extracting(CellKey::kind).containsExactly(CellKey.Kind.values());
    }

    @Test
    void the_letters_are_what_stores_already_hold() {
        assertThat(Arrays.stream(CellKey.Kind.values())
                        .map(kind -> kind + "=" + kind.letter())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("RUN=a INPUT=b TASK=c SCOPE=d LANE=e ITEMS=f ENDED=g VARIABLE=h UNDO=i AGENDA=j"
                        + " BOARD=p ENTRY=q PENDING=r ANSWERED=s SIGNAL=t PARENT=u PAUSED=v HELD=w");
    }

    @Test
    void inside_a_kind_the_path_orders_and_then_the_name() {
        List<CellKey> ordered =
                List.of(CellKey.items(A, 0), CellKey.items(A, 64), CellKey.items(new StepPath("a/b"), 0));
        assertThat(ordered).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(CellKey.items(A, 63)).isEqualTo(CellKey.items(A, 0));
        assertThat(CellKey.items(A, 64)).isNotEqualTo(CellKey.items(A, 0));
    }

    @Test
    void a_worker_is_known_to_have_spoken_on_an_attempt_and_on_no_other() {
        long bits = Reported.with(Reported.with(0, 1), 62);
        for (int attempt = 1; attempt < 63; attempt++) {
            assertThat(Reported.contains(bits, attempt)).isEqualTo(attempt == 1 || attempt == 62);
        }
        assertThat(Reported.contains(Reported.with(0, 63), 64)).isTrue();
        assertThat(Reported.contains(Reported.with(0, 62), 64)).isFalse();
    }
}
