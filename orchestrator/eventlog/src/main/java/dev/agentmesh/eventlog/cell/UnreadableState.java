package dev.agentmesh.eventlog.cell;

import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.topics.error.MeshException;

/** Stored state is not what this version writes: it was written by a newer version, or damaged. Trying again does not help. */
public final class UnreadableState extends MeshException {
    private static final long serialVersionUID = 1;

    public UnreadableState(String what) {
        super(EventLogErrors.UNREADABLE_STATE, "stored run state cannot be read: " + what);
    }
}
