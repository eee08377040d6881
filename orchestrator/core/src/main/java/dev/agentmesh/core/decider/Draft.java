package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A decision while it is made: the run as it stood, seen through the events decided so far. Every event is folded the
 * moment it is decided, by the same code that replays it, so live state cannot drift from the log.
 */
final class Draft implements RunView {
    private final RunView base;
    private final Instant at;
    private final TreeMap<CellKey, Optional<Cell>> touched = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    Draft(RunView base, Instant at) {
        this.base = base;
        this.at = at;
    }

    /** How many there are so far. */
    int events() {
        return events.size();
    }

    Instant at() {
        return at;
    }

    void emit(Event event) {
        effects.addAll(Reactor.react(this, event));
        fold(event);
    }

    private void fold(Event event) {
        for (CellChange change : Evolver.evolve(this, at, event)) {
            touched.put(change.key(), change.value());
        }
        events.add(event);
    }

    /** Folds the beginning of an attempt of which nothing goes out; its end has to follow. */
    void withhold(Event.TaskEvent handOut) {
        effects.addAll(Reactor.withheld(this, handOut));
        fold(handOut);
    }

    Decision decision() {
        if (events.isEmpty()) {
            return Decision.NOTHING;
        }
        List<CellChange> changes = new ArrayList<>(touched.size());
        touched.forEach((key, value) -> changes.add(new CellChange(key, value)));
        return new Decision(events, changes, effects);
    }

    @Override
    public String runId() {
        return base.runId();
    }

    @Override
    public Optional<Cell> get(CellKey key) {
        Optional<Cell> own = touched.get(key);
        return own != null ? own : base.get(key);
    }

    @Override
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        TreeSet<CellKey> keys = new TreeSet<>(base.within(kind, scope));
        CellKey first = new CellKey(kind, scope, "");
        CellKey last = new CellKey(kind, new StepPath(scope.text() + Character.MAX_VALUE), "");
        touched.subMap(first, last).forEach((key, value) -> {
            boolean inScope = key.path().equals(scope) || key.path().isWithin(scope);
            if (inScope) {
                if (value.isPresent()) {
                    keys.add(key);
                } else {
                    keys.remove(key);
                }
            }
        });
        return List.copyOf(keys);
    }
}
