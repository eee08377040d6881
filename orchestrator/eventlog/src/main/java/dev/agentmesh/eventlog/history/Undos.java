package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.Standing.Ended;
import dev.agentmesh.eventlog.history.Standing.Opened;
import dev.agentmesh.eventlog.history.Standing.UndoingInside;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undoing: only what finished and said how is undone, once, and inside something that fails, ends or does without it. */
final class Undos {
    private final Set<StepPath> armed = new HashSet<>();
    private int ended;

    void armed(StepPath path, @Nullable Standing standing) throws IllegalHistory {
        if (!(standing instanceof Ended(boolean mayBeCaught)) || mayBeCaught || !armed.add(path)) {
            throw new IllegalHistory("a step can be undone that has not just finished");
        }
    }

    Standing started(Event.UndoStarted event, @Nullable Standing standing, @Nullable Opened opened)
            throws IllegalHistory {
        boolean fits = switch (event.cause()) {
            case UndoCause.Failed _ ->
                event.path().isRoot() ? standing == null : standing instanceof Ended(boolean failed) && failed;
            case UndoCause.Canceled _, UndoCause.Finished _ -> event.path().isRoot() && standing == null;
            case UndoCause.Joined _ -> opened != null && opened.equals(standing);
        };
        if (!fits) {
            throw new IllegalHistory("undoing starts although nothing failed, ended or goes on without its lanes");
        }
        return new UndoingInside(event.cause() instanceof UndoCause.Failed);
    }

    /** Whether the task at {@code path} undoes a step that can be undone. */
    boolean isTurn(StepPath path) {
        return path.frame().selector().filter("undo"::equals).isPresent()
                && armed.contains(path.frame().step());
    }

    void undone(Event.StepUndone event, @Nullable Standing scope) throws IllegalHistory {
        if (!(scope instanceof UndoingInside)) {
            throw new IllegalHistory("a step is undone for \"" + event.scope() + "\", where nothing is being undone");
        }
        if (!armed.remove(event.path())) {
            throw new IllegalHistory("a step is undone that cannot be, or was already");
        }
        ended++;
    }

    Standing ended(Event.UndoEnded event, @Nullable Standing standing, @Nullable Opened opened) throws IllegalHistory {
        if (!(standing instanceof UndoingInside(boolean failed))) {
            throw new IllegalHistory("undoing ends that has not started");
        }
        if (event.rollback().undone() + event.rollback().failed() > ended) {
            throw new IllegalHistory("more is said to be undone than was");
        }
        boolean completes = !failed && !event.path().isRoot();
        return completes ? Optional.<Standing>ofNullable(opened).orElseGet(() -> new Ended(false)) : new Ended(failed);
    }
}
