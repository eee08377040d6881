package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.message.Octets;
import java.util.List;
import java.util.Optional;

/**
 * Which letters to redrive, and how.
 *
 * @param by who asks
 * @param edited in place of a task's input (strict JSON) or a record's value; only for a single letter
 */
public record RedriveRequest(List<String> ids, String by, String reason, Optional<Octets> edited, Repeat repeat) {
    public RedriveRequest {
        ids = ids.stream().distinct().toList();
        if (edited.isPresent() && ids.size() != 1) {
            throw new IllegalArgumentException("an edited value belongs to one letter; " + ids.size() + " were named");
        }
    }

    /** What to do with a letter that was redriven before. */
    public enum Repeat {
        REFUSE,
        FORCE
    }

    /** Letters as they are, each at most once. */
    public static RedriveRequest of(List<String> ids, String by, String reason) {
        return new RedriveRequest(ids, by, reason, Optional.empty(), Repeat.REFUSE);
    }
}
