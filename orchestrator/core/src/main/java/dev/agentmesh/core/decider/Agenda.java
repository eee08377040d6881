package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell.AgendaCell;
import dev.agentmesh.core.run.Cell.SequenceCell;
import dev.agentmesh.core.run.Cell.UndoingCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The turns still to be taken. Long chains of instant steps wait here and not on the stack; and when a decision has grown as
 * long as a slice, those left are written down and taken up by a timer, so that no decision is as large as its run.
 */
final class Agenda {
    private final Draft draft;
    private final int slice;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private boolean begun;

    Agenda(Draft draft, int slice) {
        this.draft = draft;
        this.slice = slice;
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    /** The next turn; empty when there is none, or when the slice is full and the rest is put off. */
    Optional<Turn> next() {
        if (begun && !turns.isEmpty() && draft.events() >= slice) {
            putOff();
        }
        begun = true;
        return Optional.ofNullable(turns.poll());
    }

    /** Forgets what was to happen at or inside {@code scope}, except undoing, which nothing stops. */
    void drop(StepPath scope) {
        turns.removeIf(turn -> !(turn instanceof Turn.UndoNext)
                && (turn.path().isWithin(scope) || turn.path().equals(scope)));
    }

    private void putOff() {
        List<Turn> all = new ArrayList<>(waiting().map(AgendaCell::turns).orElse(List.of()));
        all.addAll(turns);
        turns.clear();
        all.removeIf(turn -> !stands(turn));
        if (all.isEmpty()) {
            return;
        }
        // Later than the command's own time, so that the same timer told twice takes up one slice.
        draft.emit(new Event.TurnsPutOff(all, draft.at().plusMillis(1)));
    }

    /** Takes up what was put off, if its time has come. */
    void takeUp() {
        Optional<AgendaCell> waiting = waiting();
        if (waiting.isPresent() && !draft.at().isBefore(waiting.get().due())) {
            draft.emit(new Event.TurnsTakenUp());
            waiting.get().turns().stream().filter(this::stands).forEach(turns::add);
        }
    }

    private Optional<AgendaCell> waiting() {
        return draft.get(CellKey.AGENDA).map(AgendaCell.class::cast);
    }

    /** Whether the turn still can be taken: what it stands in may have ended in the meantime. */
    private boolean stands(Turn turn) {
        return switch (turn) {
            case Turn.BeginStep(StepPath step) -> isOpen(step.frame());
            case Turn.EndEmptyFrame(StepPath frame) -> isOpen(frame);
            case Turn.UndoNext(StepPath scope) ->
                draft.get(CellKey.scope(scope)).orElse(null) instanceof UndoingCell;
        };
    }

    private boolean isOpen(StepPath frame) {
        if (frame.isRoot()) {
            return draft.get(CellKey.scope(frame)).isEmpty();
        }
        if (draft.get(CellKey.lane(frame)).isPresent()) {
            return true;
        }
        if (!(draft.get(CellKey.scope(frame.step())).orElse(null) instanceof SequenceCell sequence)) {
            return false;
        }
        String lane = frame.selector().orElse("");
        return switch (sequence.scope()) {
            case Scope.BlockScope() -> lane.isEmpty();
            case Scope.SwitchScope(int chosen) -> lane.equals(Integer.toString(chosen));
            case Scope.CatchScope(int clause, var _) -> lane.equals(Outline.CATCH + clause);
            case Scope.ParallelScope _, Scope.MapScope _, Scope.TurnsScope _, Scope.TeamScope _ -> false;
        };
    }
}
