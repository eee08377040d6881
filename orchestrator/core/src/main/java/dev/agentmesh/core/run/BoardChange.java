package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Payload;

/**
 * A change of the blackboard that was made.
 *
 * @param version how often the key has been written with this; for an entry its number, from 1
 * @param action for an entry of the conversation what was done; else empty
 * @param value what stands there now, or the entry
 */
public record BoardChange(
        String section, String key, BoardWrite.Mode mode, long version, String action, Payload value) {}
