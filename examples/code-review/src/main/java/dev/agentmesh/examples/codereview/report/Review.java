package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.DiffReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The review as a whole, before it is written down.
 *
 * @param issues in changed lines, the worst first
 * @param omitted issues in changed lines that did not fit, the least severe of their files
 * @param nearby how many findings there are in lines the change did not touch, by rule, the most frequent first
 * @param incomplete files not all agents could analyze, by path
 * @param remarks what analyzers could not do although they succeeded
 */
record Review(
        DiffReport diff,
        List<Issue> issues,
        int omitted,
        Nearby nearby,
        List<Incomplete> incomplete,
        List<Remark> remarks) {
    /**
     * Findings outside the change.
     *
     * @param total all of them
     * @param byRule those that were sent in full, as examples
     */
    record Nearby(int total, List<RuleCount> byRule) {
        Nearby {
            byRule = List.copyOf(byRule);
        }
    }

    /** How often a rule was broken. */
    record RuleCount(String rule, int count, List<String> places) {
        RuleCount {
            places = List.copyOf(places);
        }
    }

    /** Something a reader should know about how a file was looked at. */
    record Remark(String path, String tool, String message) {}

    Review {
        issues = List.copyOf(issues);
        incomplete = List.copyOf(incomplete);
        remarks = List.copyOf(remarks);
    }

    Map<Severity, Integer> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        issues.forEach(issue -> counts.merge(issue.severity(), 1, Integer::sum));
        return counts;
    }

    /** Whether something that should have been looked at was not. */
    boolean isPartial() {
        return !incomplete.isEmpty() || diff.notReviewed().stream().anyMatch(group -> group.gap());
    }
}
