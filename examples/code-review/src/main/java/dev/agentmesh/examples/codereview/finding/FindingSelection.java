package dev.agentmesh.examples.codereview.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Bounds an analyzer's findings for one file: what the change touched first, the worst first, and the rest counted. */
public final class FindingSelection {
    /** Upper estimate of one finding as JSON, for whoever divides a payload among files. */
    public static final int BYTES_PER_FINDING = 230;

    /** Lines the author did not touch are summarised in the report, so a few examples are enough. */
    static final int NEARBY_LIMIT = 3;

    private FindingSelection() {}

    /**
     * @param limit most findings to return, at least 1
     * @param ranges changed lines; none means that no line counts as changed
     */
    public static Analysis select(
            List<Finding> found, List<Note> notes, List<LineRange> ranges, int limit, int linesRead) {
        List<Finding> changed = new ArrayList<>();
        List<Finding> nearby = new ArrayList<>();
        for (Finding finding : new LinkedHashSet<>(found)) {
            boolean touched = ranges.stream().anyMatch(range -> range.overlaps(finding.line(), finding.endLine()));
            (touched ? changed : nearby).add(finding);
        }
        changed.sort(Finding.WORST_FIRST);
        nearby.sort(Finding.WORST_FIRST);
        int shownChanged = Math.min(changed.size(), Math.max(1, limit));
        int shownNearby = Math.clamp(nearby.size(), 0, Math.min(NEARBY_LIMIT, Math.max(1, limit) - shownChanged));
        List<Finding> shown = new ArrayList<>(changed.subList(0, shownChanged));
        shown.addAll(nearby.subList(0, shownNearby));
        return new Analysis(
                shown,
                changed.size() - shownChanged,
                nearby.size() - shownNearby,
                linesRead,
                notes.stream()
                        .sorted(Comparator.comparing(Note::tool).thenComparing(Note::message))
                        .limit(3)
                        .toList(),
                null);
    }
}
