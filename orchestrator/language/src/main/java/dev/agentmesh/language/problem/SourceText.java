package dev.agentmesh.language.problem;

import java.util.ArrayList;
import java.util.List;

/** A file's text by code point, and where its lines are. */
public final class SourceText {
    private final String file;
    private final String text;
    private final int[] points;
    private final List<Integer> lineStarts = new ArrayList<>();

    public SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.points = text.codePoints().toArray();
        lineStarts.add(0);
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\n') {
                lineStarts.add(i + 1);
            }
        }
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    public int length() {
        return points.length;
    }

    public int at(int offset) {
        return points[offset];
    }

    /** The line of a place, from 1. */
    public int line(int offset) {
        int low = 0;
        int high = lineStarts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** The column of a place, from 1. */
    public int column(int offset) {
        return offset - lineStart(line(offset)) + 1;
    }

    public int lines() {
        return lineStarts.size();
    }

    /** Where line {@code line}, from 1, starts. */
    public int lineStart(int line) {
        return lineStarts.get(line - 1);
    }

    /** Where line {@code line} ends, its line break not counted. */
    public int lineEnd(int line) {
        int end = line < lineStarts.size() ? lineStarts.get(line) - 1 : points.length;
        return end > lineStart(line) && points[end - 1] == '\r' ? end - 1 : end;
    }

    /** Line {@code line}, from 1, without its line break. */
    public String lineText(int line) {
        return between(lineStart(line), lineEnd(line));
    }

    public String between(int start, int end) {
        return new String(points, start, end - start);
    }

    /** This text with one line replaced. */
    public String withLine(int line, String replacement) {
        return between(0, lineStart(line)) + replacement + between(lineEnd(line), points.length);
    }
}
