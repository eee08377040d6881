package dev.agentmesh.eventlog.history;

/**
 * The first event that cannot be.
 *
 * @param event its kind and step
 * @param rule what it breaks
 */
public record HistoryFault(long seq, String event, String rule) {
    @Override
    public String toString() {
        return "event " + seq + ", " + event + ": " + rule;
    }
}
