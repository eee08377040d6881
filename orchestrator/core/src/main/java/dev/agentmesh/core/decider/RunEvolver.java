package dev.agentmesh.core.decider;

import static dev.agentmesh.core.decider.Evolver.broken;
import static dev.agentmesh.core.decider.Evolver.put;
import static dev.agentmesh.core.decider.Evolver.remove;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.HeldCell;
import dev.agentmesh.core.run.Cell.PausedCell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What events of the run as a whole change. */
final class RunEvolver {
    private RunEvolver() {}

    static List<CellChange> evolve(RunView view, Instant at, Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted started -> started(at, started);
            case Event.RunCompleted _ -> ended(view, at, RunStatus.COMPLETED);
            case Event.RunFailed _ -> ended(view, at, RunStatus.FAILED);
            case Event.RunCanceled _ -> ended(view, at, RunStatus.CANCELED);
            case Event.RunRejected _, Event.CommandRejected _ -> List.of();
            case Event.TurnsPutOff e -> List.of(put(CellKey.AGENDA, new Cell.AgendaCell(e.turns(), e.due())));
            case Event.TurnsTakenUp _ -> List.of(remove(CellKey.AGENDA));
            case Event.RunPaused e -> List.of(put(CellKey.PAUSED, new PausedCell(e.reason(), e.by(), at, 0)));
            case Event.RunResumed _ -> released(view);
            case Event.TurnHeld e -> held(view, e.turn());
        };
    }

    private static List<CellChange> started(Instant at, Event.RunStarted event) {
        List<CellChange> changes = new ArrayList<>();
        changes.add(put(
                CellKey.RUN,
                new RunCell(
                        event.workflow(), event.title(), RunStatus.RUNNING, at, event.deadline(), Optional.empty())));
        changes.add(put(CellKey.INPUT, new Cell.InputCell(event.input())));
        event.parent().ifPresent(parent -> changes.add(put(CellKey.PARENT, new Cell.ParentCell(parent))));
        return changes;
    }

    private static List<CellChange> held(RunView view, Turn turn) {
        PausedCell paused = view.get(CellKey.PAUSED)
                .map(PausedCell.class::cast)
                .orElseThrow(() -> broken(view, turn.path(), "a pause"));
        int order = paused.held() + 1;
        return List.of(
                put(CellKey.PAUSED, new PausedCell(paused.reason(), paused.by(), paused.since(), order)),
                put(CellKey.held(turn), new HeldCell(turn, order)));
    }

    /** What an end of the pause takes away; nothing when there is none. */
    static List<CellChange> released(RunView view) {
        if (view.get(CellKey.PAUSED).isEmpty()) {
            return List.of();
        }
        List<CellChange> changes = new ArrayList<>();
        changes.add(remove(CellKey.PAUSED));
        view.within(CellKey.Kind.HELD, StepPath.ROOT).forEach(key -> changes.add(remove(key)));
        return changes;
    }

    private static List<CellChange> ended(RunView view, Instant at, RunStatus status) {
        RunCell run = view.get(CellKey.RUN)
                .map(RunCell.class::cast)
                .orElseThrow(() -> broken(view, StepPath.ROOT, "a started run"));
        List<CellChange> changes = new ArrayList<>();
        changes.add(put(
                CellKey.RUN,
                new RunCell(run.workflow(), run.title(), status, run.startedAt(), run.deadline(), Optional.of(at))));
        if (view.get(CellKey.scope(StepPath.ROOT)).isPresent()) {
            changes.add(remove(CellKey.scope(StepPath.ROOT)));
        }
        if (view.get(CellKey.AGENDA).isPresent()) {
            changes.add(remove(CellKey.AGENDA));
        }
        changes.addAll(released(view));
        return changes;
    }
}
