package dev.agentmesh.core.run;

/** Where a run stands. */
public enum RunStatus {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELED,
    /** The start was refused; the id is free again. */
    REJECTED;

    public boolean isTerminal() {
        return this != RUNNING;
    }
}
