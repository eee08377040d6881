package dev.agentmesh.examples.codereview.git;

import dev.agentmesh.examples.codereview.finding.LineRange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file to be reviewed.
 *
 * @param path of the new side, forward slashes
 * @param status added, modified or renamed
 * @param language a {@link dev.agentmesh.examples.codereview.source.Language} id
 * @param blob object id of the new content
 * @param ranges changed lines of the new side, in order, never empty
 * @param limit how many findings each agent may report for it
 */
public record ChangedFile(String path, String status, String language, String blob, List<LineRange> ranges, int limit) {
    public ChangedFile {
        ranges = List.copyOf(ranges);
    }

    int changedLines() {
        return ranges.stream().mapToInt(LineRange::lines).sum();
    }

    /** Upper estimate of this record as JSON. */
    int bytes() {
        return 160 + 2 * path.getBytes(StandardCharsets.UTF_8).length + 30 * ranges.size();
    }

    ChangedFile withLimit(int findings) {
        return new ChangedFile(path, status, language, blob, ranges, findings);
    }
}
