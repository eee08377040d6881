package dev.agentmesh.eventlog.copy;

import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.topics.error.ErrorCode;
import java.util.List;

/**
 * Whether a copy, or the topic it was taken of, still is what the manifest says.
 *
 * @param records how many were examined
 * @param faults one sentence each; empty when all is as it was
 */
public record CopyReport(CopyManifest manifest, long records, List<String> faults) {
    /** The code of every fault: MESH-5040. */
    public static final ErrorCode ERROR = EventLogErrors.COPY_DIFFERS;

    public CopyReport {
        faults = List.copyOf(faults);
    }

    public boolean intact() {
        return faults.isEmpty();
    }
}
