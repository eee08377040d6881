package dev.agentmesh.topics.deadletter;

import java.util.List;
import java.util.Optional;

/**
 * The dead letters of a namespace at one moment.
 *
 * @param all oldest first
 * @param unreadable positions of records of the dead-letter topic that are no dead letters
 */
public record Letters(List<StoredLetter> all, List<Unreadable> unreadable) {
    public Letters {
        all = List.copyOf(all);
        unreadable = List.copyOf(unreadable);
    }

    /** @param why with a code */
    public record Unreadable(int partition, long offset, String why) {}

    public Optional<StoredLetter> find(String id) {
        return all.stream().filter(stored -> stored.letter().id().equals(id)).findFirst();
    }

    public List<StoredLetter> open() {
        return all.stream()
                .filter(stored -> stored.status() == StoredLetter.Status.OPEN)
                .toList();
    }
}
