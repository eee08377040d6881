package dev.agentmesh.examples.codereview.finding;

/**
 * Lines of a file's new side, both ends included.
 *
 * @param start first line, from 1
 * @param end last line, not before {@code start}
 */
public record LineRange(int start, int end) {
    public LineRange {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException("Expected 1 <= start <= end but found " + start + " to " + end);
        }
    }

    public boolean overlaps(int first, int last) {
        return first <= end && last >= start;
    }

    public int lines() {
        return end - start + 1;
    }
}
