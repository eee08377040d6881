package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * One thing to look at, said by one tool or by several.
 *
 * @param rule of the source that is shown: the one with the highest severity
 * @param code the line as it stands in the file; empty when it must not be shown or is not known
 * @param fingerprint the same for the same line in a later version of the file
 * @param sources everybody who said so, the worst severity first
 */
record Issue(
        String path,
        int line,
        int endLine,
        Severity severity,
        String rule,
        String message,
        String code,
        String fingerprint,
        List<Source> sources) {
    static final Comparator<Issue> WORST_FIRST = Comparator.comparing(Issue::severity)
            .thenComparing(Issue::path)
            .thenComparingInt(Issue::line)
            .thenComparing(Issue::rule)
            .thenComparing(Issue::message);

    /** Who said so, and how bad they think it is. */
    record Source(String agent, String rule, Severity severity) {}

    Issue {
        sources = List.copyOf(sources);
    }

    /** Whether the sources agree on how bad it is. */
    boolean isDisputed() {
        return sources.stream().anyMatch(source -> source.severity() != severity);
    }
}
