package dev.agentmesh.examples.codereview.git;

import java.util.List;

/**
 * Changed files that were not analyzed, for one reason.
 *
 * @param reason a {@link SkipReason} id
 * @param text the reason for a person
 * @param gap whether the review is incomplete because of it
 * @param paths the first of them, at most {@value #EXAMPLES}
 */
public record NotReviewed(String reason, String text, boolean gap, int count, List<String> paths) {
    static final int EXAMPLES = 10;

    public NotReviewed {
        paths = List.copyOf(paths);
    }
}
