package dev.agentmesh.examples.codereview.report;

import java.util.List;

/**
 * What the review came to, small enough to be the result of a run.
 *
 * @param verdict one sentence for a person
 * @param partial whether something that should have been looked at was not
 * @param top the worst findings, at most {@value #TOP}
 * @param incompleteFiles how many files not every agent could analyze
 * @param markdown the report for people
 * @param sarif the report for tools
 */
public record ReviewSummary(
        String verdict,
        boolean partial,
        Counts counts,
        List<Top> top,
        int filesReviewed,
        int filesNotReviewed,
        int incompleteFiles,
        ReportFile markdown,
        ReportFile sarif) {
    static final int TOP = 20;

    /** Findings in changed lines by severity. */
    public record Counts(int critical, int high, int medium, int low, int info) {}

    /** One of the worst findings. */
    public record Top(String severity, String path, int line, String rule, String message) {}

    public ReviewSummary {
        top = List.copyOf(top);
    }
}
