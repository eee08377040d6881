package dev.agentmesh.topics.catalogue;

import java.util.List;

/** What it would take to make a cluster what the catalogue says; in the order in which it is done. */
public record Plan(List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The differences that provisioning leaves to people. */
    public List<Change.Blocked> blocked() {
        return changes.stream()
                .filter(Change.Blocked.class::isInstance)
                .map(Change.Blocked.class::cast)
                .toList();
    }
}
