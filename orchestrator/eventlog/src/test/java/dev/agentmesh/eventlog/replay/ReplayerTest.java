package dev.agentmesh.eventlog.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.chain.ChainFault;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayerTest {
    private static final List<LogRecord> LOG = SampleLog.of("r-1", SampleRun.oneRetry());
    private static final List<LoggedEvent> EVENTS = SampleLog.events(LOG);

    @Test
    void the_state_at_an_event_is_what_was_known_then() {
        FoldedRun then = Replayer.stateAt("r-1", EVENTS, 3);
        assertThat(then.seq()).isEqualTo(3);
        Cell.TaskCell task =
                (Cell.TaskCell) then.get(CellKey.task(SampleRun.path("draft"))).orElseThrow();
        assertThat(task.phase()).isEqualTo(Cell.TaskPhase.AWAITING_RETRY);
        assertThat(task.lastFailure()).contains(SampleRun.FLAKY);
        assertThat(Replayer.fold("r-1", EVENTS).get(CellKey.task(SampleRun.path("draft"))))
                .isEmpty();
    }

    @Test
    void a_digest_tells_states_apart_and_equal_ones_not() {
        List<StateDigest> digests = new ArrayList<>();
        for (long seq = 1; seq <= EVENTS.size(); seq++) {
            digests.add(Replayer.stateAt("r-1", EVENTS, seq).digest());
        }
        assertThat(digests).doesNotHaveDuplicates();
        assertThat(Replayer.fold("r-1", EVENTS).digest()).isEqualTo(digests.getLast());
    }

    @Test
    void events_of_another_run_or_with_a_gap_do_not_fold() {
        FoldedRun run = new FoldedRun("r-2");
        assertThatThrownBy(() -> run.apply(EVENTS.getFirst())).hasMessageContaining("run r-2");
        assertThatThrownBy(() -> Replayer.fold("r-1", EVENTS.subList(1, 3))).hasMessageContaining("event 1");
    }

    @Test
    void what_is_within_a_path_is_found_without_its_neighbours() {
        FoldedRun run = Replayer.stateAt("r-1", SampleLog.events(SampleLog.of("r-1", SampleRun.parallel())), 7);
        assertThat(run.within(CellKey.Kind.TASK, StepPath.ROOT)).hasSize(2);
        assertThat(run.within(CellKey.Kind.TASK, SampleRun.path("checks[style]")))
                .containsExactly(CellKey.task(SampleRun.path("checks[style]/lint")));
        assertThat(run.within(CellKey.Kind.TASK, SampleRun.path("check"))).isEmpty();
    }

    @Test
    void a_log_and_the_state_that_follows_from_it_are_the_same() {
        Verdict verdict = Replayer.verify("r-1", LOG, Optional.of(live(LOG)));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Same.class, same -> {
            assertThat(same.comparedAt()).contains((long) LOG.size());
            assertThat(same.head().seq()).isEqualTo(LOG.size());
        });
    }

    @Test
    void a_log_that_went_on_is_compared_where_the_state_stands() {
        Verdict verdict = Replayer.verify("r-1", LOG, Optional.of(live(LOG.subList(0, 4))));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Same.class, same -> {
            assertThat(same.comparedAt()).contains(4L);
            assertThat(same.head().seq()).isEqualTo(LOG.size());
        });
    }

    @Test
    void a_run_of_which_nothing_is_kept_is_proved_by_its_log_alone() {
        assertThat(Replayer.verify("r-1", LOG, Optional.empty()))
                .isInstanceOfSatisfying(
                        Verdict.Same.class,
                        same -> assertThat(same.comparedAt()).isEmpty());
        LiveState headOnly = new LiveState("r-1", live(LOG).head(), new TreeMap<>());
        assertThat(Replayer.verify("r-1", LOG, Optional.of(headOnly))).isInstanceOf(Verdict.Same.class);
    }

    @Test
    void a_changed_cell_differs_at_the_event_that_last_touched_it() {
        LiveState live = live(LOG.subList(0, 3));
        TreeMap<CellKey, Cell> cells = new TreeMap<>(live.cells());
        cells.put(CellKey.INPUT, new Cell.InputCell(Payload.json("{\"pr\":8}")));
        cells.remove(CellKey.task(SampleRun.path("draft")));
        Verdict verdict = Replayer.verify("r-1", LOG, Optional.of(new LiveState("r-1", live.head(), cells)));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Differs.class, differs -> {
            assertThat(differs.code()).isEqualTo("MESH-4110");
            assertThat(differs.seq()).isEqualTo(1);
            assertThat(differs.comparedAt()).isEqualTo(3);
            assertThat(differs.differences()).hasSize(2);
            assertThat(differs.differences().getFirst().key()).isEqualTo(CellKey.INPUT);
            assertThat(differs.differences().getLast().seq()).isEqualTo(3);
            assertThat(differs.differences().getLast().live()).isEmpty();
            assertThat(differs.folded()).isNotEqualTo(differs.live());
        });
    }

    @Test
    void a_broken_chain_is_told_before_anything_else() {
        List<LogRecord> log = new ArrayList<>(LOG);
        log.remove(2);
        Verdict verdict = Replayer.verify("r-1", log, Optional.of(live(LOG)));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.code()).isEqualTo("MESH-4112");
            assertThat(broken.seq()).isEqualTo(3);
            assertThat(broken.faults()).extracting(ChainFault::kind).containsExactly(ChainFault.Kind.MISSING);
        });
    }

    @Test
    void a_log_cut_short_of_the_live_state_is_broken() {
        Verdict verdict = Replayer.verify("r-1", LOG.subList(0, 4), Optional.of(live(LOG)));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.faults())
                                .extracting(ChainFault::kind)
                                .containsExactly(ChainFault.Kind.TRUNCATED));
    }

    @Test
    void a_chained_log_that_tells_what_cannot_be_is_broken_all_the_same() {
        List<Event> events = new ArrayList<>(SampleRun.oneRetry());
        events.remove(3);
        Verdict verdict = Replayer.verify("r-1", SampleLog.of("r-1", events), Optional.empty());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.code()).isEqualTo("MESH-4113");
            assertThat(broken.seq()).isEqualTo(4);
            assertThat(broken.detail()).contains("TaskCompleted", "draft");
        });
    }

    private static LiveState live(List<LogRecord> log) {
        LogRecord.LogEntry last = (LogRecord.LogEntry) log.getLast();
        FoldedRun run = Replayer.fold("r-1", SampleLog.events(log));
        return new LiveState(
                "r-1", Optional.of(new LogHead(last.logged().seq(), last.hash())), new TreeMap<>(run.cells()));
    }
}
