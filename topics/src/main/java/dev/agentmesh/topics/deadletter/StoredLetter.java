package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Octets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter as its topic has it.
 *
 * @param key of the letter's record, which is that of the record or task that died
 * @param partition of the dead-letter topic
 * @param redrives oldest first
 */
public record StoredLetter(
        DeadLetter letter, Optional<Octets> key, int partition, long offset, List<Redrive> redrives) {

    public StoredLetter {
        redrives = redrives.stream().sorted(Comparator.comparing(Redrive::at)).toList();
    }

    /** One redrive of a letter. */
    public record Redrive(Instant at, DeadLetter.Redriven mark) {}

    public enum Status {
        /** Nobody has taken care of it. */
        OPEN,
        REDRIVEN
    }

    public Status status() {
        return redrives.isEmpty() ? Status.OPEN : Status.REDRIVEN;
    }
}
