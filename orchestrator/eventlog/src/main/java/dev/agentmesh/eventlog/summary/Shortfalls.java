package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the steps of a run whose result is a partial one. Feed it the events in order. For one thread. */
public final class Shortfalls {
    /** How many lanes of one step are told of one by one. */
    public static final int TOLD = 10;

    private static final class Draft {
        final List<Shortfall.Loss> losses = new ArrayList<>();
        int lanes;
        int completed;
        int failed;

        Draft(int lanes) {
            this.lanes = lanes;
        }
    }

    private final Map<StepPath, Draft> open = new HashMap<>();
    private final List<Shortfall> found = new ArrayList<>();

    public static List<Shortfall> of(List<LoggedEvent> events) {
        Shortfalls shortfalls = new Shortfalls();
        events.forEach(shortfalls::accept);
        return shortfalls.all();
    }

    public void accept(LoggedEvent logged) {
        if (logged.event() instanceof Event.StepEvent event) {
            step(event);
        }
    }

    private void step(Event.StepEvent event) {
        switch (event) {
            case Event.ScopeOpened e -> {
                if (e.scope() instanceof Scope.ParallelScope parallel) {
                    open.put(e.path(), new Draft(parallel.branches().size()));
                } else if (e.scope() instanceof Scope.MapScope map) {
                    open.put(e.path(), new Draft(map.items().size()));
                }
            }
            case Event.ItemsAdded e ->
                open.computeIfPresent(e.path(), (_, draft) -> {
                    draft.lanes += e.items().size();
                    return draft;
                });
            case Event.LaneEnded e -> ended(e);
            case Event.StepCompleted e -> completed(e.path());
            case Event.StepFailed e -> open.remove(e.path());
            case Event.StepCanceled e -> open.remove(e.path());
            case Event.LaneStarted _,
                    Event.StepSkipped _,
                    Event.VariablesSet _,
                    Event.StateSet _,
                    Event.StepNoted _ -> {}
            case Event.UndoEvent _ -> {}
        }
    }

    private void ended(Event.LaneEnded event) {
        Draft draft = open.get(event.path().step());
        if (draft == null) {
            return;
        }
        if (event.outcome() == LaneOutcome.COMPLETED) {
            draft.completed++;
        } else if (event.outcome() == LaneOutcome.FAILED) {
            draft.failed++;
            if (draft.losses.size() < TOLD) {
                draft.losses.add(new Shortfall.Loss(
                        event.path().selector().orElse(""),
                        event.failure().map(Failure::code).orElse(""),
                        event.failure().map(Failure::message).orElse("")));
            }
        }
    }

    private void completed(StepPath step) {
        Draft draft = open.remove(step);
        if (draft != null && draft.failed > 0) {
            found.add(new Shortfall(step, draft.completed, draft.lanes, draft.failed, draft.losses));
        }
    }

    /** In the order in which the steps completed. */
    public List<Shortfall> all() {
        return List.copyOf(found);
    }
}
