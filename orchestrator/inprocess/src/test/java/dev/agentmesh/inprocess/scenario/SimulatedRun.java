package dev.agentmesh.inprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.HistoryCheck;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.MemoryCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run's committed state in a simulation, with everything that must be true of it checked at each commit. */
final class SimulatedRun {
    /** Attempts between two redrives, by any policy of the examples. */
    private static final int MOST_ATTEMPTS = 12;

    private final String id;
    private final MemoryCells cells;
    private final MemoryCells replayed;
    private final List<LoggedFact> log = new ArrayList<>();
    private final HistoryCheck history = new HistoryCheck();
    private final Map<StepPath, String> keys = new HashMap<>();
    private final Map<StepPath, Integer> attempts = new HashMap<>();
    private final Set<StepPath> dispatched = new HashSet<>();
    private final Set<StepPath> ended = new HashSet<>();
    private int terminals;

    SimulatedRun(String id) {
        this.id = id;
        this.cells = new MemoryCells(id);
        this.replayed = new MemoryCells(id);
    }

    MemoryCells cells() {
        return cells;
    }

    /** A copy to decide on, which is thrown away when the transaction is. */
    MemoryCells copied() {
        var copy = new MemoryCells(id);
        copy.apply(cells.all().entrySet().stream()
                .map(entry -> new CellChange(entry.getKey(), Optional.of(entry.getValue())))
                .toList());
        return copy;
    }

    /** What a transaction has decided becomes true; the laws are checked on it. */
    void commit(List<LoggedFact> facts, MemoryCells decided) {
        cells.apply(differences(decided));
        for (LoggedFact fact : facts) {
            assertThat(fact.seq()).as("I3: seq is gapless").isEqualTo(log.size() + 1L);
            log.add(fact);
            var logged = new LoggedEvent(id, fact.seq(), fact.at(), "", EventHash.NONE, fact.event());
            assertThat(history.accept(logged)).as("I5: only legal transitions").isEmpty();
            replayed.apply(Evolver.evolve(replayed, fact.at(), fact.event()));
            follow(fact.event());
        }
        assertThat(replayed.all()).as("I4: the log folded is the live state").isEqualTo(cells.all());
        assertThat(terminals).as("I1: at most one end of a run").isLessThan(2);
        if (status().isTerminal()) {
            assertThat(cells.all().keySet())
                    .as("what is open when the run is over")
                    .noneMatch(key -> key.kind() == CellKey.Kind.TASK
                            || key.kind() == CellKey.Kind.SCOPE
                            || key.kind() == CellKey.Kind.LANE);
        }
    }

    private List<CellChange> differences(MemoryCells decided) {
        List<CellChange> changes = new ArrayList<>();
        cells.all().keySet().stream()
                .filter(key -> !decided.all().containsKey(key))
                .forEach(key -> changes.add(new CellChange(key, Optional.empty())));
        decided.all().forEach((key, cell) -> changes.add(new CellChange(key, Optional.of(cell))));
        return changes;
    }

    private void follow(Event event) {
        switch (event) {
            case Event.TaskDispatched e -> {
                assertThat(dispatched.add(e.path()))
                        .as("one task for %s", e.path())
                        .isTrue();
                keys.forEach((path, key) -> assertThat(key)
                        .as("I7: %s and %s have keys of their own", path, e.path())
                        .isNotEqualTo(e.idempotencyKey()));
                keys.put(e.path(), e.idempotencyKey());
                attempts.put(e.path(), 1);
            }
            case Event.TaskRetried e ->
                assertThat(attempts.merge(e.path(), 1, Integer::sum))
                        .as("I15: attempts of %s are bounded", e.path())
                        .isLessThan(MOST_ATTEMPTS);
            case Event.TaskReassigned e -> attempts.put(e.path(), 1);
            case Event.TaskRedriven e -> attempts.put(e.path(), 1);
            case Event.TaskRedirected e -> attempts.put(e.path(), 0);
            case Event.TaskCompleted e -> end(e.path());
            case Event.TaskFailed e -> end(e.path());
            case Event.TaskCanceled e -> end(e.path());
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> terminals++;
            case Event.RunEvent _, Event.TaskEvent _, Event.StepEvent _, OutsideEvent _ -> {}
        }
    }

    private void end(StepPath path) {
        assertThat(ended.add(path)).as("I1: one end of task %s", path).isTrue();
    }

    RunStatus status() {
        return cells.get(CellKey.RUN).map(cell -> ((RunCell) cell).status()).orElse(RunStatus.REJECTED);
    }

    long events() {
        return log.size();
    }

    boolean isPaused() {
        return cells.get(CellKey.PAUSED).isPresent();
    }

    /** Tasks that have not ended. */
    List<StepPath> open() {
        return cells.all().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TaskCell)
                .map(entry -> entry.getKey().path())
                .toList();
    }

    /** Tasks that wait for an operator. */
    List<StepPath> held() {
        return cells.all().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TaskCell task && task.phase() == TaskPhase.HELD)
                .map(entry -> entry.getKey().path())
                .toList();
    }

    /** What must be true when nothing happens any more. */
    void expectOver() {
        boolean refused = !log.isEmpty() && log.stream().allMatch(fact -> fact.event() instanceof Event.RunRejected);
        assertThat(terminals).as("I1: an accepted run ends once, run %s", id).isEqualTo(refused ? 0 : 1);
        assertThat(ended).as("I1: every dispatched task ends").isEqualTo(dispatched);
        assertThat(history.isOver()).isTrue();
    }
}
