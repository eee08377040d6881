package dev.agentmesh.eventlog.summary;

/** Where a run stands, in the words people are shown. */
public enum RunPhase {
    RUNNING,
    /** At least one task is on a further attempt, or waits for one. */
    RETRYING,
    /** It has started, but nothing is handed out to anybody. */
    WAITING,
    /** A person had it stand still: nothing begins until it is resumed. */
    PAUSED,
    /** Nothing goes on by itself: a task is in the dead letters and waits for a redrive, or nobody serves its agent. */
    STALLED,
    /** What had finished is being undone; the run fails or is canceled afterwards. */
    UNDOING,
    COMPLETED,
    FAILED,
    /** It failed, and what had finished was undone, or at least tried to be. */
    ROLLED_BACK,
    CANCELED,
    REJECTED;

    public boolean isOver() {
        return switch (this) {
            case RUNNING, RETRYING, WAITING, PAUSED, STALLED, UNDOING -> false;
            case COMPLETED, FAILED, ROLLED_BACK, CANCELED, REJECTED -> true;
        };
    }
}
