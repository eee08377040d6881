package dev.agentmesh.examples.codereview.finding;

import java.util.Comparator;

/**
 * One thing an analyzer noticed.
 *
 * @param rule the rule's id, {@code tool/name}: a key of {@link RuleCatalogue}
 * @param tool who says so
 * @param line first line, from 1
 * @param endLine last line
 * @param message one sentence, at most {@value #MESSAGE_LIMIT} characters, never with a secret in it
 */
public record Finding(String rule, String tool, Severity severity, int line, int endLine, String message) {
    static final int MESSAGE_LIMIT = 160;

    /** The worst first, then by place; total, so that equal inputs give equal reports. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message)
            .thenComparingInt(Finding::endLine);

    public Finding {
        line = Math.max(1, line);
        endLine = Math.max(line, endLine);
        message = JsonSize.shortened(message, MESSAGE_LIMIT);
    }

    /** Upper estimate of this record as JSON, with a comma. */
    int bytes() {
        return 104 + JsonSize.of(rule) + JsonSize.of(tool) + JsonSize.of(message);
    }
}
