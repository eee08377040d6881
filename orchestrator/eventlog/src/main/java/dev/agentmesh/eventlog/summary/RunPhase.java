package dev.agentmesh.eventlog.summary;

/** Where a run stands, in the words people are shown. */
public enum RunPhase {
    RUNNING,
    /** At least one task is on a further attempt, or waits for one. */
    RETRYING,
    /** It has started, but nothing is handed out to anybody. */
    WAITING,
    /** Nothing goes on by itself: a task is in the dead letters and waits for a redrive, or nobody serves its agent. */
    STALLED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    public boolean isOver() {
        return switch (this) {
            case RUNNING, RETRYING, WAITING, STALLED -> false;
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
        };
    }
}
