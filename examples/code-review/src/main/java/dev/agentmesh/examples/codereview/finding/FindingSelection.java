package dev.agentmesh.examples.codereview.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Bounds an analyzer's findings for one file: what the change touched first, the worst first, and the rest counted. */
public final class FindingSelection {
    /** Most findings of one agent for one file, whatever the room: nobody works through more. */
    static final int MOST = 60;

    /** Lines the author did not touch are summarised in the report, so a few examples are enough. */
    static final int NEARBY_LIMIT = 3;

    private static final int NOTES_LIMIT = 2;

    private FindingSelection() {}

    /**
     * @param room most bytes that notes and findings together may have as JSON
     * @param ranges changed lines; none means that no line counts as changed
     */
    public static Analysis select(
            List<Finding> found, List<Note> notes, List<LineRange> ranges, int room, int linesRead) {
        List<Finding> changed = new ArrayList<>();
        List<Finding> nearby = new ArrayList<>();
        for (Finding finding : new LinkedHashSet<>(found)) {
            boolean touched = ranges.stream().anyMatch(range -> range.overlaps(finding.line(), finding.endLine()));
            (touched ? changed : nearby).add(finding);
        }
        changed.sort(Finding.WORST_FIRST);
        nearby.sort(Finding.WORST_FIRST);
        Room left = new Room(room);
        List<Note> told = left.notes(notes);
        List<Finding> shown = left.findings(changed, MOST);
        int shownChanged = shown.size();
        boolean all = shownChanged == changed.size();
        List<Finding> examples = all ? left.findings(nearby, NEARBY_LIMIT) : List.of();
        shown.addAll(examples);
        return new Analysis(
                shown, changed.size() - shownChanged, nearby.size() - examples.size(), linesRead, told, null);
    }

    /** Bytes that are still free. */
    private static final class Room {
        private int left;

        Room(int bytes) {
            left = bytes;
        }

        List<Note> notes(List<Note> notes) {
            List<Note> taken = new ArrayList<>();
            notes.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Note::tool).thenComparing(Note::message))
                    .limit(NOTES_LIMIT)
                    .filter(note -> take(note.bytes()))
                    .forEach(taken::add);
            return taken;
        }

        List<Finding> findings(List<Finding> findings, int most) {
            List<Finding> taken = new ArrayList<>();
            for (Finding finding : findings) {
                if (taken.size() == most || !take(finding.bytes())) {
                    break;
                }
                taken.add(finding);
            }
            return taken;
        }

        private boolean take(int bytes) {
            boolean fits = bytes <= left;
            left -= fits ? bytes : 0;
            return fits;
        }
    }
}
