package dev.agentmesh.eventlog.replay;

import dev.agentmesh.eventlog.chain.ChainFault;
import dev.agentmesh.eventlog.log.LogHead;
import java.util.List;
import java.util.Optional;

/** What a replay proved of one run. */
public sealed interface Verdict {
    String runId();

    /**
     * The log is whole and legal, and the live state, where one was compared, is what the log folds to.
     *
     * @param head where the log ends
     * @param digest of the state there
     * @param comparedAt the event at which the live state was compared; empty when there was none to compare
     */
    record Same(String runId, LogHead head, StateDigest digest, Optional<Long> comparedAt) implements Verdict {}

    /**
     * The log is whole and legal, but the live state is another one.
     *
     * @param code MESH-4110
     * @param seq the earliest event that touched a cell they do not agree on
     * @param comparedAt the event at which they were compared
     */
    record Differs(
            String runId,
            String code,
            long seq,
            long comparedAt,
            StateDigest folded,
            StateDigest live,
            List<CellDifference> differences)
            implements Verdict {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The log itself is not as it was written, or tells what cannot be.
     *
     * @param code MESH-4112 for a broken chain, MESH-4113 for an illegal history
     * @param seq the first event concerned; 0 when a record does not even say which it is
     * @param faults of the chain; empty for an illegal history
     */
    record Broken(String runId, String code, long seq, String detail, List<ChainFault> faults) implements Verdict {
        public Broken {
            faults = List.copyOf(faults);
        }
    }
}
