package dev.agentmesh.eventlog.chain;

/**
 * Something that was done to a run's log.
 *
 * @param fromSeq the first event it concerns; 0 when the record does not tell
 * @param toSeq the last event it concerns; what is certain is that it lies in this range
 * @param where the record's position, or the neighbours' where the record is missing
 * @param detail one sentence of fact
 */
public record ChainFault(Kind kind, long fromSeq, long toSeq, String where, String detail) {
    public enum Kind {
        /** An event is not the one its successor was chained to. */
        EDITED,
        /** Events are not there although later ones are. */
        MISSING,
        /** An event stands twice, or one stands where the chain has no place for it. */
        INSERTED,
        /** An event stands behind one that came after it. */
        MOVED,
        /** A record under the run's key is no event of the run. */
        UNREADABLE,
        /** A head kept elsewhere knows events that are not there. */
        TRUNCATED,
        /** A head kept elsewhere has another hash for an event: from some event on, the log was written anew. */
        REWRITTEN
    }

    @Override
    public String toString() {
        String events =
                fromSeq == 0 ? "" : fromSeq == toSeq ? " event " + fromSeq : " events " + fromSeq + " to " + toSeq;
        return kind + events + " at " + where + ": " + detail;
    }
}
