package dev.agentmesh.eventlog.read;

/** Whether a reader goes on. */
public enum Next {
    GO_ON,
    STOP
}
