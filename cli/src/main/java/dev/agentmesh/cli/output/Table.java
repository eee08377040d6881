package dev.agentmesh.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns under upper-case headings, two blanks apart, no lines. The last column is not padded. */
public final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("Expected " + headings.size() + " cells but found " + cells.length);
        }
        rows.add(List.of(cells).stream()
                .map(Printable::line)
                .map(cell -> cell.isEmpty() ? "–" : cell)
                .toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @param width to cut the last column to; 0 cuts nothing */
    public void print(PrintStream out, int width) {
        int[] widths = widths();
        printRow(out, headings, widths, width);
        rows.forEach(row -> printRow(out, row, widths, width));
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static void printRow(PrintStream out, List<String> cells, int[] widths, int width) {
        var line = new StringBuilder();
        int last = cells.size() - 1;
        for (int column = 0; column < last; column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths[column] - length(cell) + GAP));
        }
        int left = Math.max(NARROWEST, width - length(line.toString()));
        line.append(width == 0 ? cells.get(last) : Printable.shortened(cells.get(last), left));
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
