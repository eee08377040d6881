package dev.agentmesh.eventlog.chain;

import dev.agentmesh.eventlog.log.LogHead;
import java.util.List;

/**
 * What {@link ChainCheck} found.
 *
 * @param head where the log ends, computed from its records
 * @param faults in the order of the events they concern; empty for a log nothing was done to
 */
public record ChainReport(LogHead head, List<ChainFault> faults) {
    public ChainReport {
        faults = List.copyOf(faults);
    }

    public boolean intact() {
        return faults.isEmpty();
    }
}
