package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.Standing.AwaitingOutside;
import dev.agentmesh.eventlog.history.Standing.Ended;
import dev.agentmesh.eventlog.history.Standing.LaneRunning;
import dev.agentmesh.eventlog.history.Standing.Opened;
import dev.agentmesh.eventlog.history.Standing.UndoingInside;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Steps that are not tasks, and lanes: how they begin, what may stand in them, how they end. */
final class Steps {
    private final Map<StepPath, Standing> standings = new HashMap<>();
    private final TreeSet<String> open = new TreeSet<>();
    private final Map<StepPath, Integer> lanesStarted = new HashMap<>();
    private final Map<StepPath, Opened> opened = new HashMap<>();
    private final Map<StepPath, Integer> added = new HashMap<>();
    private final Undos undos = new Undos();

    Optional<Standing> standing(StepPath path) {
        return Optional.ofNullable(standings.get(path));
    }

    /** Something that has not ended, empty when nothing is open. */
    Optional<String> anyOpen() {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.first());
    }

    void put(StepPath path, Standing standing) {
        standings.put(path, standing);
        if (standing instanceof Ended) {
            open.remove(path.text());
        } else {
            open.add(path.text());
        }
    }

    void accept(Event.StepEvent event) throws IllegalHistory {
        StepPath path = event.path();
        switch (event) {
            case Event.ScopeOpened e -> scopeOpened(e);
            case Event.LaneStarted _ -> laneStarted(path);
            case Event.ItemsAdded e -> {
                if (!(standings.get(path) instanceof Opened(Scope scope)) || !(scope instanceof Scope.MapScope)) {
                    throw new IllegalHistory("items are added to what is no open map");
                }
                added.merge(path, e.items().size(), Integer::sum);
            }
            case Event.LaneEnded e -> laneEnded(e);
            case Event.StepSkipped _, Event.VariablesSet _ -> {
                requireTurn(path);
                put(path, new Ended(false));
            }
            case Event.StepCompleted _ -> {
                requireOpen(path);
                requireOnlyKeptBelow(path);
                put(path, new Ended(false));
            }
            case Event.StepCanceled _ -> {
                requireOpen(path);
                put(path, new Ended(false));
            }
            case Event.StepFailed _ -> stepFailed(path);
            case Event.UndoArmed _ -> undos.armed(path, standings.get(path));
            case Event.UndoStarted e -> put(path, undos.started(e, standings.get(path), opened.get(path)));
            case Event.StepUndone e -> undos.undone(e, standings.get(e.scope()));
            case Event.UndoEnded e -> put(path, undos.ended(e, standings.get(path), opened.get(path)));
            case Event.StateSet _, Event.StepNoted _ -> requireUnderWay(path);
        }
    }

    /** Whether the task at {@code path} undoes a step that can be undone. */
    boolean isUndo(StepPath path) {
        return undos.isTurn(path);
    }

    private void scopeOpened(Event.ScopeOpened event) throws IllegalHistory {
        if (event.scope() instanceof Scope.CatchScope) {
            if (!(standings.get(event.path()) instanceof Ended(boolean mayBeCaught)) || !mayBeCaught) {
                throw new IllegalHistory("a catch opens although its step has not just failed");
            }
        } else {
            requireTurn(event.path());
        }
        opened.put(event.path(), new Opened(event.scope()));
        put(event.path(), new Opened(event.scope()));
    }

    /** A step that is no task fails before it opens, while it is open, or in its catch; the last is not caught again. */
    private void stepFailed(StepPath path) throws IllegalHistory {
        Standing standing = standings.get(path);
        if (standing == null) {
            requireTurn(path);
            put(path, new Ended(true));
        } else {
            requireOpen(path);
            requireOnlyKeptBelow(path);
            put(path, new Ended(!(standing instanceof Opened(Scope scope)) || !(scope instanceof Scope.CatchScope)));
        }
    }

    private void laneStarted(StepPath lane) throws IllegalHistory {
        String selector = lane.selector().orElseThrow(() -> new IllegalHistory("a lane starts at a path that is none"));
        if (standings.containsKey(lane)) {
            throw new IllegalHistory("a lane starts twice");
        }
        if (!(standings.get(lane.step()) instanceof Opened(Scope scope))) {
            throw new IllegalHistory("a lane starts although its step is not open");
        }
        int index = lanesStarted.merge(lane.step(), 1, Integer::sum) - 1;
        boolean fits = switch (scope) {
            case Scope.ParallelScope parallel -> parallel.branches().contains(selector);
            case Scope.MapScope map ->
                index < map.items().size() + added.getOrDefault(lane.step(), 0)
                        && selector.equals(Integer.toString(index));
            case Scope.TurnsScope(int max) -> index < max && selector.equals(Integer.toString(index));
            case Scope.TeamScope _ -> true;
            case Scope.BlockScope _, Scope.SwitchScope _, Scope.CatchScope _ -> false;
        };
        if (!fits) {
            throw new IllegalHistory("a lane starts that its step does not have");
        }
        if (scope instanceof Scope.TurnsScope
                && index > 0
                && !isOver(lane.step().lane(index - 1))) {
            throw new IllegalHistory("a turn starts although the one before it runs");
        }
        put(lane, new LaneRunning());
    }

    private boolean isOver(StepPath lane) {
        return standings.get(lane) instanceof Ended;
    }

    private void laneEnded(Event.LaneEnded event) throws IllegalHistory {
        if (!(standings.get(event.path()) instanceof LaneRunning)) {
            throw new IllegalHistory("a lane ends that does not run");
        }
        if ((event.outcome() == LaneOutcome.FAILED) != event.failure().isPresent()) {
            throw new IllegalHistory("a lane's outcome and failure contradict each other");
        }
        requireOnlyKeptBelow(event.path());
        put(event.path(), new Ended(false));
    }

    /** What is still open inside something that ends must belong to lanes that their step, ended already, lets run on. */
    private void requireOnlyKeptBelow(StepPath path) throws IllegalHistory {
        for (String text : open.tailSet(path.text(), false)) {
            if (!text.startsWith(path.text())) {
                break;
            }
            StepPath inside = new StepPath(text);
            boolean undoing = standings.get(inside) instanceof UndoingInside || undos.isTurn(inside);
            if (inside.isWithin(path) && !undoing && !isKept(inside, path)) {
                throw new IllegalHistory("it ends with \"" + inside + "\" open in it");
            }
        }
    }

    private boolean isKept(StepPath inside, StepPath limit) {
        for (StepPath at = inside; at.isWithin(limit); at = at.selector().isPresent() ? at.step() : at.frame()) {
            boolean runningLane = standings.get(at) instanceof LaneRunning;
            if (runningLane && (at.step().equals(limit) || standings.get(at.step()) instanceof Ended)) {
                return true;
            }
        }
        return false;
    }

    private void requireUnderWay(StepPath path) throws IllegalHistory {
        Standing standing = standings.get(path);
        if (!(standing instanceof Opened) && !(standing instanceof LaneRunning)) {
            throw new IllegalHistory("something is noted at a place that is not open");
        }
    }

    private void requireOpen(StepPath path) throws IllegalHistory {
        Standing standing = standings.get(path);
        if (!(standing instanceof Opened || standing instanceof AwaitingOutside)) {
            throw new IllegalHistory("a step ends that is not open");
        }
    }

    /** A step begins once, inside something that is open. */
    void requireTurn(StepPath path) throws IllegalHistory {
        Standing before = standings.get(path);
        if (before != null) {
            throw new IllegalHistory("a step begins a second time: " + before.words());
        }
        StepPath frame = path.frame();
        if (undos.isTurn(path)) {
            return;
        }
        if (path.isRoot() || path.selector().isPresent()) {
            throw new IllegalHistory("a step begins at a path that is no step's");
        }
        if (!frame.isRoot() && !isOpenFrame(frame)) {
            throw new IllegalHistory("a step begins although \"" + frame + "\" is not open");
        }
    }

    private boolean isOpenFrame(StepPath frame) {
        Optional<String> selector = frame.selector();
        if (selector.isEmpty()) {
            return standings.get(frame) instanceof Opened(Scope scope) && scope instanceof Scope.BlockScope;
        }
        if (standings.get(frame) instanceof LaneRunning) {
            return true;
        }
        return standings.get(frame.step()) instanceof Opened(Scope scope)
                && switch (scope) {
                    case Scope.SwitchScope(int chosen) -> selector.get().equals(Integer.toString(chosen));
                    case Scope.CatchScope(int clause, var _) -> selector.get().equals("catch" + clause);
                    case Scope.BlockScope _,
                            Scope.ParallelScope _,
                            Scope.MapScope _,
                            Scope.TurnsScope _,
                            Scope.TeamScope _ -> false;
                };
    }
}
