package dev.agentmesh.examples.codereview.git;

import dev.agentmesh.examples.codereview.finding.JsonSize;
import dev.agentmesh.examples.codereview.finding.LineRange;
import java.util.List;

/**
 * A file to be reviewed.
 *
 * @param path of the new side, forward slashes
 * @param status added, modified or renamed
 * @param language a {@link dev.agentmesh.examples.codereview.source.Language} id
 * @param blob object id of the new content
 * @param ranges changed lines of the new side, in order, never empty
 * @param room how many bytes the findings of each agent for it may have, so that those of all files fit into one task
 */
public record ChangedFile(String path, String status, String language, String blob, List<LineRange> ranges, int room) {
    public ChangedFile {
        ranges = List.copyOf(ranges);
    }

    int changedLines() {
        return ranges.stream().mapToInt(LineRange::lines).sum();
    }

    /** Upper estimate of this record as JSON. */
    int bytes() {
        return 150 + JsonSize.of(path) + 28 * ranges.size();
    }

    ChangedFile withRoom(int bytes) {
        return new ChangedFile(path, status, language, blob, ranges, bytes);
    }
}
