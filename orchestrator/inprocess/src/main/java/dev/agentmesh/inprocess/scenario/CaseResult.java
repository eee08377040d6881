package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.inprocess.LocalRun;
import java.time.Duration;
import java.util.List;

/**
 * What came of a case.
 *
 * @param mismatches where the run was not as expected, empty when the case passed
 * @param took by the run's own clock
 */
public record CaseResult(String name, int line, List<Mismatch> mismatches, Duration took, LocalRun run) {
    public CaseResult {
        mismatches = List.copyOf(mismatches);
    }

    /**
     * One expectation that was not met.
     *
     * @param what the run, or which step
     */
    public record Mismatch(String what, String expected, String found) {
        @Override
        public String toString() {
            return what + ": expected " + expected + " but found " + found;
        }
    }

    public boolean passed() {
        return mismatches.isEmpty();
    }
}
