package dev.agentmesh.language.writer;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, in the form that {@code diff -u} made known. */
public final class LineDifference {
    /** Lines shown around a difference. */
    private static final int AROUND = 3;

    /** Texts with more differences are shown as one replaced by the other. */
    private static final int MOST = 2_000;

    private record Line(char sign, String text) {}

    private final List<Line> lines;

    private LineDifference(List<Line> lines) {
        this.lines = lines;
    }

    public static LineDifference of(String left, String right) {
        return new LineDifference(compare(left.lines().toList(), right.lines().toList()));
    }

    public boolean isEmpty() {
        return lines.stream().allMatch(line -> line.sign() == ' ');
    }

    public long added() {
        return lines.stream().filter(line -> line.sign() == '+').count();
    }

    public long removed() {
        return lines.stream().filter(line -> line.sign() == '-').count();
    }

    /** Empty when nothing differs. */
    public String text(String left, String right) {
        if (isEmpty()) {
            return "";
        }
        var out = new StringBuilder("--- " + left + "\n+++ " + right + "\n");
        int at = 0;
        while (at < lines.size()) {
            int first = nextChange(at);
            if (first == lines.size()) {
                break;
            }
            int start = Math.max(at, first - AROUND);
            int end = endOfHunk(first);
            hunk(start, end, out);
            at = end;
        }
        return out.toString();
    }

    private int nextChange(int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    /** Behind the lines around the last change that is near enough to the one before it. */
    private int endOfHunk(int first) {
        int last = first;
        for (int i = first; i < lines.size() && i - last <= 2 * AROUND; i++) {
            last = lines.get(i).sign() == ' ' ? last : i;
        }
        return Math.min(lines.size(), last + 1 + AROUND);
    }

    private void hunk(int start, int end, StringBuilder out) {
        List<Line> shown = lines.subList(start, end);
        out.append("@@ -")
                .append(number(start, '+') + 1)
                .append(',')
                .append(shown.stream().filter(line -> line.sign() != '+').count())
                .append(" +")
                .append(number(start, '-') + 1)
                .append(',')
                .append(shown.stream().filter(line -> line.sign() != '-').count())
                .append(" @@\n");
        shown.forEach(line -> out.append(line.sign()).append(line.text()).append('\n'));
    }

    /** How many lines of one side are before {@code end}. */
    private long number(int end, char otherSide) {
        return lines.subList(0, end).stream()
                .filter(line -> line.sign() != otherSide)
                .count();
    }

    /** The shortest way from one to the other (Myers, "An O(ND) Difference Algorithm"), beside what both have at their ends. */
    private static List<Line> compare(List<String> left, List<String> right) {
        int head = 0;
        while (head < Math.min(left.size(), right.size()) && left.get(head).equals(right.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(left.size(), right.size()) - head
                && left.get(left.size() - 1 - tail).equals(right.get(right.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        left.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
        lines.addAll(middle(left.subList(head, left.size() - tail), right.subList(head, right.size() - tail)));
        left.subList(left.size() - tail, left.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    private static List<Line> middle(List<String> left, List<String> right) {
        int most = Math.min(MOST, left.size() + right.size());
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && furthest[most + k] < furthest[most + k + 2];
                int x = down ? furthest[most + k + 2] : furthest[most + k] + 1;
                while (x < left.size() && x - k < right.size() && left.get(x).equals(right.get(x - k))) {
                    x++;
                }
                furthest[most + k + 1] = x;
                if (x >= left.size() && x - k >= right.size()) {
                    trace.add(furthest.clone());
                    return backwards(left, right, trace, most);
                }
            }
            trace.add(furthest.clone());
        }
        List<Line> all = new ArrayList<>();
        left.forEach(line -> all.add(new Line('-', line)));
        right.forEach(line -> all.add(new Line('+', line)));
        return all;
    }

    private static List<Line> backwards(List<String> left, List<String> right, List<int[]> trace, int most) {
        List<Line> lines = new ArrayList<>();
        int x = left.size();
        int y = right.size();
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] before = trace.get(d - 1);
            int k = x - y;
            boolean down = k == -d || k != d && before[most + k] < before[most + k + 2];
            int fromX = down ? before[most + k + 2] : before[most + k];
            int fromY = fromX - (down ? k + 1 : k - 1);
            while (x > fromX && y > fromY) {
                lines.addFirst(new Line(' ', left.get(--x)));
                y--;
            }
            lines.addFirst(down ? new Line('+', right.get(--y)) : new Line('-', left.get(--x)));
        }
        while (x > 0) {
            lines.addFirst(new Line(' ', left.get(--x)));
        }
        return lines;
    }
}
