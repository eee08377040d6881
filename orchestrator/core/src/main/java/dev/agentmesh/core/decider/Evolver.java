package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event changes. Replay is this and nothing else: no definition, no clock, no decision is looked up here. */
public final class Evolver {
    private Evolver() {}

    /**
     * The cells that differ after {@code event}.
     *
     * @param at the event's own time
     * @throws IllegalStateException when the event cannot follow what {@code view} shows: the log is broken
     */
    public static List<CellChange> evolve(RunView view, Instant at, Event event) {
        return switch (event) {
            case Event.RunEvent run -> RunEvolver.evolve(view, at, run);
            case Event.TaskEvent task -> TaskEvolver.evolve(view, at, task);
            case Event.StepEvent step -> StepEvolver.evolve(view, at, step);
            case OutsideEvent outside -> OutsideEvolver.evolve(view, at, outside);
        };
    }

    static IllegalStateException broken(RunView view, StepPath path, String expected) {
        return new IllegalStateException("Expected " + expected + " at \"" + path + "\" of run " + view.runId()
                + " but found none; the log is broken");
    }

    static CellChange put(CellKey key, Cell cell) {
        return new CellChange(key, Optional.of(cell));
    }

    static CellChange remove(CellKey key) {
        return new CellChange(key, Optional.empty());
    }
}
