package dev.agentmesh.core.run;

/** How a lane ended. */
public enum LaneOutcome {
    COMPLETED,
    FAILED,
    CANCELED
}
