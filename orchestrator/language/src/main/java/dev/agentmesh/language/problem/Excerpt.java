package dev.agentmesh.language.problem;

/** The piece of a line that a problem shows: bounded, printable, with a caret that still points right. */
record Excerpt(String text, int caret, int caretLength) {
    private static final int WIDTH = 120;
    private static final int BEFORE = 60;

    /** @param hidden whether the marked stretch must not be shown, because it is a secret */
    static Excerpt of(SourceText source, Span span, boolean hidden) {
        int offset = Math.min(span.start(), source.length());
        int line = source.line(offset);
        int end = source.lineEnd(line);
        int start = source.lineStart(line);
        while (start < Math.min(offset, end) && Character.isWhitespace(source.at(start))) {
            start++;
        }
        boolean cutBefore = offset - start > WIDTH - BEFORE;
        int from = cutBefore ? offset - BEFORE : start;
        int to = Math.min(end, from + WIDTH);
        int markEnd = Math.max(offset, Math.min(to, offset + span.length()));
        String before = (cutBefore ? "..." : "") + printable(source, from, Math.min(offset, to));
        String marked = hidden ? "*".repeat(8) : printable(source, Math.min(offset, markEnd), markEnd);
        String after = printable(source, Math.min(markEnd, to), to) + (to < end ? "..." : "");
        return new Excerpt(before + marked + after, width(before), Math.max(1, width(marked)));
    }

    private static String printable(SourceText source, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            int point = source.at(i);
            if (point == '\t') {
                text.append(' ');
            } else if (Characters.isUnprintable(point)) {
                text.append("<U+").append(Characters.hex(point)).append('>');
            } else {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
