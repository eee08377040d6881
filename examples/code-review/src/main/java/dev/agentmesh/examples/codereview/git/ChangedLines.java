package dev.agentmesh.examples.codereview.git;

import dev.agentmesh.examples.codereview.finding.LineRange;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The lines of a file's new side that are not in its old side. */
final class ChangedLines {
    /** A file changed in more places has its nearest places joined: the list travels with every task. */
    static final int MAX_RANGES = 60;

    private ChangedLines() {}

    static List<LineRange> between(byte[] before, byte[] after) {
        List<LineRange> ranges = new ArrayList<>();
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, new RawText(before), new RawText(after))) {
            if (edit.getLengthB() > 0) {
                ranges.add(new LineRange(edit.getBeginB() + 1, edit.getEndB()));
            }
        }
        return bounded(ranges);
    }

    static List<LineRange> all(byte[] content) {
        int lines = new RawText(content).size();
        return lines == 0 ? List.of() : List.of(new LineRange(1, lines));
    }

    static List<LineRange> bounded(List<LineRange> ranges) {
        List<LineRange> joined = ranges;
        for (int gap = 1; joined.size() > MAX_RANGES; gap *= 2) {
            joined = join(joined, gap);
        }
        return joined;
    }

    private static List<LineRange> join(List<LineRange> ranges, int gap) {
        List<LineRange> joined = new ArrayList<>();
        for (LineRange range : ranges) {
            LineRange last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && range.start() - last.end() - 1 <= gap) {
                joined.set(joined.size() - 1, new LineRange(last.start(), range.end()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
