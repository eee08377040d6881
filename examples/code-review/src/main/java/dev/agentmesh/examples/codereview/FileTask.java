package dev.agentmesh.examples.codereview;

import dev.agentmesh.examples.codereview.finding.LineRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file for one analyzer.
 *
 * @param repository absolute path of the git repository
 * @param path of the file, for messages; the content comes from {@code blob}
 * @param blob object id of the content
 * @param language as the diff agent named it
 * @param ranges changed lines
 * @param limit most findings to return; absent for 20
 */
public record FileTask(
        String repository,
        String path,
        String blob,
        String language,
        List<LineRange> ranges,
        @Nullable Integer limit) {
    private static final int DEFAULT_LIMIT = 20;

    public FileTask {
        ranges = List.copyOf(ranges);
    }

    int findingLimit() {
        return limit == null ? DEFAULT_LIMIT : Math.clamp(limit, 1, 100);
    }
}
