package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import java.util.List;

/** What a step with steps inside it needs to know when it opens. */
public sealed interface Scope {
    record BlockScope() implements Scope {}

    /** @param needed how many lanes must complete */
    record ParallelScope(List<String> branches, int needed, boolean tolerant) implements Scope {
        public ParallelScope {
            branches = List.copyOf(branches);
        }
    }

    /** @param items the JSON documents the map runs over, in order */
    record MapScope(List<Payload> items, int needed, boolean tolerant) implements Scope {
        public MapScope {
            items = List.copyOf(items);
        }
    }

    /** @param chosen index of the case, -1 when none holds */
    record SwitchScope(int chosen) implements Scope {}

    /** The step at this path failed and clause {@code clause} of its catch runs. */
    record CatchScope(int clause, Failure failure) implements Scope {}

    /**
     * Turns, one lane at a time, numbered from 0.
     *
     * @param max how many there can be
     */
    record TurnsScope(int max) implements Scope {}
}
