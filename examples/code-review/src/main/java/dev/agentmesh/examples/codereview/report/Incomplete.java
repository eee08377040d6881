package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Analysis.Failure;
import java.util.List;

/**
 * A file some agents gave no analysis of.
 *
 * @param completed how many of the agents did
 */
record Incomplete(String path, int completed, List<Missing> missing) {
    /** An agent and why it failed. */
    record Missing(String agent, Failure failure) {}

    Incomplete {
        missing = List.copyOf(missing);
    }
}
