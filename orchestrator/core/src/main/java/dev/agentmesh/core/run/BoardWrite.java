package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Payload;

/**
 * What an attempt wants to change on the run's blackboard.
 *
 * @param version for a put how often the key had been written when the attempt read it; 0 for never
 * @param action for an entry of the conversation what was done; else empty
 */
public record BoardWrite(String section, String key, Mode mode, long version, String action, Payload value) {
    public enum Mode {
        PUT,
        APPEND,
        /** Adds to a number. */
        ADD
    }
}
