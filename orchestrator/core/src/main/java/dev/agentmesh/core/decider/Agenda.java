package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell.AgendaCell;
import dev.agentmesh.core.run.Cell.HeldCell;
import dev.agentmesh.core.run.Cell.SequenceCell;
import dev.agentmesh.core.run.Cell.UndoingCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The turns still to be taken. Long chains of instant steps wait here and not on the stack; and when a decision has grown as
 * long as a slice, those left are written down and taken up by a timer, so that no decision is as large as its run.
 */
final class Agenda {
    private final Draft draft;
    private final int slice;
    private final Predicate<StepPath> isUndo;
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private boolean begun;

    /** @param isUndo whether a frame is the lane in which its step is undone: nothing stops that */
    Agenda(Draft draft, int slice, Predicate<StepPath> isUndo) {
        this.draft = draft;
        this.slice = slice;
        this.isUndo = isUndo;
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    /** The next turn; empty when there is none, when the slice is full and the rest is put off, or when the run is paused. */
    Optional<Turn> next() {
        if (isPaused()) {
            hold();
        } else if (begun && !turns.isEmpty() && draft.events() >= slice) {
            putOff();
        }
        begun = true;
        return Optional.ofNullable(turns.poll());
    }

    /** Forgets what was to happen at or inside {@code scope}, except undoing, which nothing stops. */
    void drop(StepPath scope) {
        turns.removeIf(turn ->
                !isUndoing(turn) && (turn.path().isWithin(scope) || turn.path().equals(scope)));
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
        waiting().filter(waiting -> !draft.at().isBefore(waiting.due())).ifPresent(this::takeUp);
    }

    private void takeUp(AgendaCell waiting) {
        draft.emit(new Event.TurnsTakenUp());
        waiting.turns().stream().filter(this::stands).forEach(turns::add);
    }

    /** Whether everything that would begin is held back until somebody has the run go on. */
    boolean isPaused() {
        return draft.get(CellKey.PAUSED).isPresent();
    }

    /** Nothing begins from here on, not even what was put off before. */
    void pause(String reason, String by) {
        draft.emit(new Event.RunPaused(reason, by));
        waiting().ifPresent(this::takeUp);
    }

    /** Takes up what the pause held back, in the order in which it would have been taken. */
    void resume(String reason, String by) {
        List<Turn> held = held().map(HeldCell::turn).toList();
        draft.emit(new Event.RunResumed(reason, by));
        held.stream().filter(this::stands).forEach(turns::add);
    }

    /** What a pause holds back of undoing, which an end of the run does not stop. */
    List<Turn> heldUndoing() {
        return held().map(HeldCell::turn)
                .filter(this::isUndoing)
                .filter(this::stands)
                .toList();
    }

    private boolean isUndoing(Turn turn) {
        return turn instanceof Turn.UndoNext || turn instanceof Turn.GoOn(StepPath step) && isUndo.test(step.frame());
    }

    private Stream<HeldCell> held() {
        return draft.within(CellKey.Kind.HELD, StepPath.ROOT).stream()
                .map(key -> (HeldCell) draft.get(key).orElseThrow())
                .sorted(Comparator.comparingInt(HeldCell::order));
    }

    /** A timer may be told twice: what is held is held once. */
    private void hold() {
        for (Turn turn : turns) {
            if (draft.get(CellKey.held(turn)).isEmpty()) {
                draft.emit(new Event.TurnHeld(turn));
            }
        }
        turns.clear();
    }

    private Optional<AgendaCell> waiting() {
        return draft.get(CellKey.AGENDA).map(AgendaCell.class::cast);
    }

    /** Whether the turn still can be taken: what it stands in may have ended in the meantime. */
    private boolean stands(Turn turn) {
        return switch (turn) {
            case Turn.BeginStep(StepPath step) -> isOpen(step.frame());
            case Turn.EndEmptyFrame(StepPath frame) -> isOpen(frame);
            case Turn.GoOn(StepPath step) ->
                draft.get(CellKey.task(step)).isPresent() || isUndo.test(step.frame()) || isOpen(step.frame());
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
