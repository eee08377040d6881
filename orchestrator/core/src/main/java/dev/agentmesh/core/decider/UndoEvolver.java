package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.UndoCell;
import dev.agentmesh.core.run.Cell.UndoTallyCell;
import dev.agentmesh.core.run.Cell.UndoingCell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What undoing changes in a run's state. */
final class UndoEvolver {
    private UndoEvolver() {}

    static List<CellChange> evolve(RunView view, Event.UndoEvent event) {
        return switch (event) {
            case Event.UndoArmed e -> armed(view, e.path());
            case Event.UndoStarted e -> started(view, e);
            case Event.StepUndone e -> undone(view, e);
            case Event.UndoEnded e -> ended(view, e.path());
        };
    }

    private static List<CellChange> armed(RunView view, StepPath path) {
        UndoTallyCell tally = tally(view);
        int order = tally.armed() + 1;
        return List.of(
                put(CellKey.UNDO_TALLY, new UndoTallyCell(order, tally.undone(), tally.failed())),
                put(CellKey.undo(path), new UndoCell(order)));
    }

    private static List<CellChange> started(RunView view, Event.UndoStarted event) {
        StepPath scope = event.path();
        List<StepPath> steps = UndoOrder.of(view, scope, event.cause());
        List<CellChange> changes = new ArrayList<>();
        changes.add(put(CellKey.scope(scope), new UndoingCell(event.cause(), steps.size(), 0, 0)));
        for (int from = 0; from < steps.size(); from += CellKey.CHUNK) {
            int to = Math.min(steps.size(), from + CellKey.CHUNK);
            changes.add(put(CellKey.undoList(scope, from), new Cell.UndoListCell(steps.subList(from, to))));
        }
        if (scope.isRoot()) {
            // The end of a run is not held back.
            changes.addAll(RunEvolver.released(view));
        }
        return changes;
    }

    private static List<CellChange> undone(RunView view, Event.StepUndone event) {
        UndoTallyCell tally = tally(view);
        UndoingCell undoing = undoing(view, event.scope());
        int good = event.failure().isEmpty() ? 1 : 0;
        return List.of(
                new CellChange(CellKey.undo(event.path()), Optional.empty()),
                put(
                        CellKey.UNDO_TALLY,
                        new UndoTallyCell(tally.armed(), tally.undone() + good, tally.failed() + 1 - good)),
                put(
                        CellKey.scope(event.scope()),
                        new UndoingCell(
                                undoing.cause(),
                                undoing.steps(),
                                undoing.undone() + good,
                                undoing.failed() + 1 - good)));
    }

    /** A run's own stays to its end, which follows. */
    private static List<CellChange> ended(RunView view, StepPath scope) {
        List<CellChange> changes = new ArrayList<>();
        if (!scope.isRoot()) {
            changes.add(new CellChange(CellKey.scope(scope), Optional.empty()));
        }
        int steps = undoing(view, scope).steps();
        for (int from = 0; from < steps; from += CellKey.CHUNK) {
            changes.add(new CellChange(CellKey.undoList(scope, from), Optional.empty()));
        }
        return changes;
    }

    static UndoTallyCell tally(RunView view) {
        return view.get(CellKey.UNDO_TALLY).map(UndoTallyCell.class::cast).orElse(UndoTallyCell.ZERO);
    }

    private static UndoingCell undoing(RunView view, StepPath scope) {
        return view.get(CellKey.scope(scope))
                .map(UndoingCell.class::cast)
                .orElseThrow(() -> new IllegalStateException("Expected undoing at \"" + scope + "\" of run "
                        + view.runId() + " but found none; the log is broken"));
    }

    private static CellChange put(CellKey key, Cell cell) {
        return new CellChange(key, Optional.of(cell));
    }
}
