package dev.agentmesh.examples.codereview.git;

import java.util.List;

/**
 * What changed between two states of a repository. As JSON below 100 KiB whatever the repository holds, so that the findings of
 * all its files fit into one task beside it.
 *
 * @param repository the path it was read from
 * @param name what people call the repository
 * @param origin where it comes from, or empty
 * @param range what was compared, in words of git
 * @param base commit id of the older side; git's id of the empty tree when everything is new
 * @param head commit id of the newer side
 * @param subject first line of the newest commit's message
 * @param files to be reviewed, by path
 * @param notReviewed the others, by reason
 * @param addedLines changed lines of {@code files}
 */
public record DiffReport(
        String repository,
        String name,
        String origin,
        String range,
        String base,
        String head,
        String subject,
        List<ChangedFile> files,
        List<NotReviewed> notReviewed,
        int addedLines) {
    public DiffReport {
        files = List.copyOf(files);
        notReviewed = List.copyOf(notReviewed);
    }
}
