package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import java.util.List;

/**
 * What follows from one command: facts in order, the state they fold to, and the messages they cause. Empty when the
 * command changes nothing.
 *
 * @param changes one per touched cell, in key order, as after the last event
 */
public record Decision(List<Event> events, List<CellChange> changes, List<Effect> effects) {
    public static final Decision NOTHING = new Decision(List.of(), List.of(), List.of());

    public Decision {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }
}
