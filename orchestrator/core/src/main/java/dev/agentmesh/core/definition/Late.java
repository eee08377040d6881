package dev.agentmesh.core.definition;

/** What becomes of lanes that still run when the join is met. */
public enum Late {
    CANCEL,
    /** They run to their end; the step ends without them, and the run does not wait for them. */
    KEEP
}
