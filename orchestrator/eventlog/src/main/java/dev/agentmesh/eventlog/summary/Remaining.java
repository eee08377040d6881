package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What is still to come in a run, by its definition: the steps behind those that have begun, and the items of a map that wait for
 * room. What is inside of a step that has not begun goes without saying, and a catch or an undo is nothing one waits for. Feed it the
 * events in order. For one thread.
 */
public final class Remaining {
    private final SequencedSet<StepPath> begun = new LinkedHashSet<>();
    private final Set<StepPath> over = new HashSet<>();
    private final Map<StepPath, Integer> waiting = new HashMap<>();
    private boolean ended = true;

    /**
     * Something to come.
     *
     * @param items how many items of the map at {@code path} wait for room; 0 for a step that has not begun
     */
    public record Todo(StepPath path, int items) {}

    /**
     * What is to come after these events; empty when nobody knows.
     *
     * @param outline of the run's definition, which a run that has ended can do without
     */
    public static Optional<List<Todo>> of(List<LoggedEvent> events, Optional<Outline> outline) {
        Remaining remaining = new Remaining();
        events.forEach(remaining::accept);
        return remaining.ended ? Optional.of(List.of()) : outline.map(remaining::todo);
    }

    public void accept(LoggedEvent logged) {
        switch (logged.event()) {
            case Event.RunEvent event -> run(event);
            case Event.TaskEvent event -> task(event);
            case Event.StepEvent event -> step(event);
            case OutsideEvent event -> outside(event);
        }
    }

    private void run(Event.RunEvent event) {
        switch (event) {
            case Event.RunStarted _ -> ended = false;
            case Event.RunRejected _, Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> ended = true;
            case Event.CommandRejected _, Event.TurnsPutOff _, Event.TurnsTakenUp _ -> {}
            case Event.RunPaused _, Event.RunResumed _, Event.TurnHeld _ -> {}
        }
    }

    private void task(Event.TaskEvent event) {
        begun.add(event.path());
        if (event instanceof Event.TaskFailed) {
            over.add(event.path());
        }
    }

    private void step(Event.StepEvent event) {
        if (!event.path().isRoot()) {
            begun.add(event.path().step());
        }
        switch (event) {
            case Event.ScopeOpened e -> opened(e);
            case Event.LaneStarted e -> waiting.computeIfPresent(e.path().step(), (_, items) -> items - 1);
            case Event.ItemsAdded e -> waiting.merge(e.path(), e.items().size(), Integer::sum);
            case Event.LaneEnded e -> over.add(e.path());
            case Event.StepCompleted e -> over.add(e.path());
            case Event.StepFailed e -> over.add(e.path());
            case Event.StepCanceled e -> over.add(e.path());
            // Nothing of what was to come in a run that is undone comes any more.
            case Event.UndoStarted e -> over.add(e.path());
            case Event.StepSkipped _,
                    Event.VariablesSet _,
                    Event.StateSet _,
                    Event.StepNoted _,
                    Event.UndoArmed _,
                    Event.StepUndone _,
                    Event.UndoEnded _ -> {}
        }
    }

    private void opened(Event.ScopeOpened event) {
        if (event.scope() instanceof Scope.CatchScope) {
            over.remove(event.path());
        } else if (event.scope() instanceof Scope.MapScope map) {
            waiting.put(event.path(), map.items().size());
        }
    }

    private void outside(OutsideEvent event) {
        switch (event) {
            case OutsideEvent.SignalKept _, OutsideEvent.ChildRefused _ -> {}
            case OutsideEvent.ApprovalRequested _,
                    OutsideEvent.ApprovalAnswered _,
                    OutsideEvent.ApprovalReminded _,
                    OutsideEvent.ApprovalEscalated _,
                    OutsideEvent.ApprovalExpired _,
                    OutsideEvent.WaitStarted _,
                    OutsideEvent.SignalReceived _,
                    OutsideEvent.SignalTaken _,
                    OutsideEvent.MessagePublished _,
                    OutsideEvent.ChildStarted _,
                    OutsideEvent.ChildEnded _ -> begun.add(event.path());
        }
    }

    /** What comes next first. */
    public List<Todo> todo(Outline outline) {
        if (ended) {
            return List.of();
        }
        SequencedSet<StepPath> behind = new LinkedHashSet<>();
        for (StepPath path : List.copyOf(begun).reversed()) {
            if (isOpen(path.frame())) {
                behind.addAll(outline.after(path));
            }
        }
        behind.removeAll(begun);
        List<Todo> todo = new ArrayList<>();
        for (StepPath path : List.copyOf(begun).reversed()) {
            int items = waiting.getOrDefault(path, 0);
            if (items > 0 && isOpen(path)) {
                todo.add(new Todo(path, items));
            }
        }
        behind.forEach(path -> todo.add(new Todo(path, 0)));
        return todo;
    }

    private boolean isOpen(StepPath frame) {
        for (StepPath at = frame; !at.isRoot(); at = at.frame()) {
            if (over.contains(at) || over.contains(at.step())) {
                return false;
            }
        }
        return !over.contains(StepPath.ROOT);
    }
}
