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
 * @param room most bytes the findings may have as JSON; absent for 8 KiB
 */
public record FileTask(
        String repository,
        String path,
        String blob,
        String language,
        List<LineRange> ranges,
        @Nullable Integer room) {
    private static final int DEFAULT_ROOM = 8 * 1024;

    public FileTask {
        ranges = List.copyOf(ranges);
    }

    int roomForFindings() {
        return room == null ? DEFAULT_ROOM : Math.clamp(room, 0, 64 * 1024);
    }
}
