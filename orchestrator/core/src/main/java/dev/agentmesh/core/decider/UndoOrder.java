package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.UndoCell;
import dev.agentmesh.core.run.Cell.UndoListCell;
import dev.agentmesh.core.run.Cell.UndoingCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which finished steps are to be undone, the last finished first. */
final class UndoOrder {
    private record Armed(StepPath path, int order) {}

    private UndoOrder() {}

    /** What is inside of {@code scope}, without what something further in is undoing already. */
    static List<StepPath> of(RunView view, StepPath scope, UndoCause cause) {
        if (cause instanceof UndoCause.Finished) {
            return List.of();
        }
        Set<StepPath> claimed = claimed(view, scope);
        List<Armed> found = new ArrayList<>();
        for (CellKey key : within(view, scope)) {
            if (isMeant(view, scope, key.path(), cause) && !claimed.contains(key.path())) {
                UndoCell cell = (UndoCell) view.get(key).orElseThrow();
                found.add(new Armed(key.path(), cell.order()));
            }
        }
        found.sort(Comparator.comparingInt(Armed::order).reversed());
        return found.stream().map(Armed::path).toList();
    }

    /** Whether undoing {@code scope} has anything to do or to wait for. */
    static boolean isAny(RunView view, StepPath scope, UndoCause cause) {
        return within(view, scope).stream().anyMatch(key -> isMeant(view, scope, key.path(), cause));
    }

    private static List<CellKey> within(RunView view, StepPath scope) {
        return view.within(CellKey.Kind.UNDO, scope).stream()
                .filter(key -> key.name().isEmpty() && key.path().isWithin(scope))
                .toList();
    }

    /** Whether undoing {@code scope} for that cause is about {@code step}, or has to wait for what is undone there. */
    static boolean isMeant(RunView view, StepPath scope, StepPath step, UndoCause cause) {
        return switch (cause) {
            case UndoCause.Failed _, UndoCause.Canceled _, UndoCause.Finished _ -> true;
            case UndoCause.Joined _ -> isInLostLane(view, scope, step);
        };
    }

    /** Whether the lane of {@code scope} that {@code step} stands in failed or was canceled. */
    private static boolean isInLostLane(RunView view, StepPath scope, StepPath step) {
        for (StepPath frame = step.frame(); !frame.isRoot(); frame = frame.frame()) {
            if (frame.step().equals(scope)) {
                return view.get(CellKey.ended(frame))
                        .map(cell -> ((EndedCell) cell).status() != EndedStatus.COMPLETED)
                        .orElse(false);
            }
        }
        return false;
    }

    /**
     * What is being undone further in. Only what stood on the list there when it began: a lane that was kept may have failed since, and what
     * it did is on no list.
     */
    private static Set<StepPath> claimed(RunView view, StepPath scope) {
        Set<StepPath> claimed = new HashSet<>();
        for (CellKey key : view.within(CellKey.Kind.SCOPE, scope)) {
            if (key.path().isWithin(scope) && view.get(key).orElse(null) instanceof UndoingCell undoing) {
                for (int from = 0; from < undoing.steps(); from += CellKey.CHUNK) {
                    view.get(CellKey.undoList(key.path(), from))
                            .ifPresent(list -> claimed.addAll(((UndoListCell) list).steps()));
                }
            }
        }
        return claimed;
    }
}
