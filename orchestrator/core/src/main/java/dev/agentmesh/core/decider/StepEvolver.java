package dev.agentmesh.core.decider;

import static dev.agentmesh.core.decider.Evolver.broken;
import static dev.agentmesh.core.decider.Evolver.put;
import static dev.agentmesh.core.decider.Evolver.remove;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.LaneCell;
import dev.agentmesh.core.run.Cell.LanesCell;
import dev.agentmesh.core.run.Cell.SequenceCell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What events of steps that are no tasks, and of their lanes, change. */
final class StepEvolver {
    private StepEvolver() {}

    static List<CellChange> evolve(RunView view, Instant at, Event.StepEvent event) {
        StepPath path = event.path();
        return switch (event) {
            case Event.ScopeOpened e -> opened(e);
            case Event.LaneStarted _ -> laneStarted(view, path);
            case Event.ItemsAdded e -> itemsAdded(view, e);
            case Event.LaneEnded e -> laneEnded(view, e);
            case Event.StepCompleted e ->
                closeStep(view, at, path, EndedStatus.COMPLETED, e.output(), Optional.empty());
            case Event.StepFailed e ->
                closeStep(view, at, path, EndedStatus.FAILED, lanesOf(view, path), Optional.of(e.failure()));
            case Event.StepSkipped _ ->
                closeStep(view, at, path, EndedStatus.SKIPPED, new StepOutput.None(), Optional.empty());
            case Event.StepCanceled _ ->
                closeStep(view, at, path, EndedStatus.CANCELED, new StepOutput.None(), Optional.empty());
            case Event.VariablesSet e -> {
                List<CellChange> changes = new ArrayList<>();
                e.values()
                        .forEach((name, value) ->
                                changes.add(put(CellKey.variable(name), new Cell.VariableCell(value))));
                changes.addAll(
                        closeStep(view, at, path, EndedStatus.COMPLETED, new StepOutput.None(), Optional.empty()));
                yield changes;
            }
            case Event.StateSet e -> stateSet(e);
            case Event.StepNoted _ -> List.of();
            case Event.UndoEvent e -> UndoEvolver.evolve(view, e);
        };
    }

    private static List<CellChange> stateSet(Event.StateSet event) {
        List<CellChange> changes = new ArrayList<>();
        event.values()
                .forEach((name, value) ->
                        changes.add(put(CellKey.state(event.path(), name), new Cell.VariableCell(value))));
        return changes;
    }

    private static List<CellChange> opened(Event.ScopeOpened event) {
        CellKey key = CellKey.scope(event.path());
        Optional<Instant> deadline = event.deadline();
        return switch (event.scope()) {
            case Scope.BlockScope _, Scope.SwitchScope _, Scope.CatchScope _ ->
                List.of(put(key, new SequenceCell(deadline, event.scope())));
            case Scope.ParallelScope(List<String> branches, int needed, boolean tolerant) ->
                List.of(put(key, new LanesCell(deadline, branches.size(), needed, tolerant, 0, 0, 0)));
            case Scope.MapScope(List<Payload> items, int needed, boolean tolerant) -> {
                List<CellChange> changes = new ArrayList<>();
                changes.add(put(key, new LanesCell(deadline, items.size(), needed, tolerant, 0, 0, 0)));
                for (int from = 0; from < items.size(); from += CellKey.CHUNK) {
                    int to = Math.min(items.size(), from + CellKey.CHUNK);
                    changes.add(put(CellKey.items(event.path(), from), new Cell.ItemsCell(items.subList(from, to))));
                }
                yield changes;
            }
            case Scope.TeamScope(boolean tolerant) ->
                List.of(put(key, new LanesCell(deadline, 0, 0, tolerant, 0, 0, 0)));
            // How many turns there will be is not known: the cell's size grows with those that have begun.
            case Scope.TurnsScope _ -> List.of(put(key, new LanesCell(deadline, 0, 0, false, 0, 0, 0)));
        };
    }

    private static List<CellChange> laneStarted(RunView view, StepPath lane) {
        CellKey key = CellKey.scope(lane.step());
        LanesCell lanes = view.get(key)
                .map(LanesCell.class::cast)
                .orElseThrow(() -> broken(view, lane, "an open step with lanes"));
        LanesCell next = new LanesCell(
                lanes.deadline(),
                Math.max(lanes.size(), lanes.started() + 1),
                lanes.needed(),
                lanes.tolerant(),
                lanes.started() + 1,
                lanes.completed(),
                lanes.failed());
        return List.of(put(key, next), put(CellKey.lane(lane), new LaneCell()));
    }

    private static List<CellChange> itemsAdded(RunView view, Event.ItemsAdded event) {
        CellKey key = CellKey.scope(event.path());
        LanesCell lanes =
                view.get(key).map(LanesCell.class::cast).orElseThrow(() -> broken(view, event.path(), "an open map"));
        int size = lanes.size() + event.items().size();
        List<CellChange> changes = new ArrayList<>();
        changes.add(put(
                key,
                new LanesCell(
                        lanes.deadline(),
                        size,
                        event.needed(),
                        lanes.tolerant(),
                        lanes.started(),
                        lanes.completed(),
                        lanes.failed())));
        // The last chunk may have room left; what is in it stays where it is.
        int first = lanes.size() - lanes.size() % CellKey.CHUNK;
        List<Payload> items = new ArrayList<>();
        if (lanes.size() > first) {
            items.addAll(((Cell.ItemsCell)
                            view.get(CellKey.items(event.path(), first)).orElseThrow())
                    .items());
        }
        items.addAll(event.items());
        for (int from = first; from < size; from += CellKey.CHUNK) {
            int to = Math.min(size, from + CellKey.CHUNK);
            changes.add(put(
                    CellKey.items(event.path(), from), new Cell.ItemsCell(items.subList(from - first, to - first))));
        }
        return changes;
    }

    private static List<CellChange> laneEnded(RunView view, Event.LaneEnded event) {
        StepPath lane = event.path();
        StepOutput output =
                event.outputFrom().<StepOutput>map(StepOutput.At::new).orElseGet(StepOutput.None::new);
        EndedStatus status = switch (event.outcome()) {
            case COMPLETED -> EndedStatus.COMPLETED;
            case FAILED -> EndedStatus.FAILED;
            case CANCELED -> EndedStatus.CANCELED;
        };
        List<CellChange> changes = new ArrayList<>();
        changes.add(remove(CellKey.lane(lane)));
        Optional<Cell> scope = view.get(CellKey.scope(lane.step()));
        // A lane that was kept may end after its step has; what the step gave stays what it was when it ended.
        changes.add(put(
                CellKey.ended(lane),
                scope.isPresent()
                        ? new EndedCell(status, output, event.failure(), 0, 0)
                        : new EndedCell(status, new StepOutput.None(), Optional.empty(), 0, 0)));
        if (scope.orElse(null) instanceof LanesCell lanes) {
            int completed = lanes.completed() + (event.outcome() == LaneOutcome.COMPLETED ? 1 : 0);
            int failed = lanes.failed() + (event.outcome() == LaneOutcome.COMPLETED ? 0 : 1);
            changes.add(put(
                    CellKey.scope(lane.step()),
                    new LanesCell(
                            lanes.deadline(),
                            lanes.size(),
                            lanes.needed(),
                            lanes.tolerant(),
                            lanes.started(),
                            completed,
                            failed)));
        }
        return changes;
    }

    static List<CellChange> closeStep(
            RunView view, Instant at, StepPath path, EndedStatus status, StepOutput output, Optional<Failure> failure) {
        List<CellChange> changes = new ArrayList<>(2);
        if (view.get(CellKey.scope(path)).isPresent()) {
            changes.add(remove(CellKey.scope(path)));
        }
        changes.addAll(OutsideEvolver.closed(view, at, path));
        int attempts = 0;
        long reported = 0;
        // A task that failed and was caught keeps the memory of its attempts.
        if (view.get(CellKey.ended(path)).orElse(null) instanceof EndedCell before) {
            attempts = before.attempts();
            reported = before.reported();
        }
        changes.add(put(CellKey.ended(path), new EndedCell(status, output, failure, attempts, reported)));
        return changes;
    }

    /** A step that failed has no output, but its catch may ask which lanes failed and what the others gave. */
    private static StepOutput lanesOf(RunView view, StepPath path) {
        return view.get(CellKey.scope(path)).orElse(null) instanceof LanesCell lanes
                ? new StepOutput.Collected(lanes.size())
                : new StepOutput.None();
    }
}
