package dev.agentmesh.cli.output;

/** Text of other people made harmless: a title or an agent's answer must not move the cursor or recolour the screen. */
public final class Printable {
    private static final int BIDI_FIRST = 0x202A;
    private static final int BIDI_LAST = 0x202E;
    private static final int ISOLATE_FIRST = 0x2066;
    private static final int ISOLATE_LAST = 0x2069;

    private Printable() {}

    /** On one line. */
    public static String line(String text) {
        return cleaned(text, false);
    }

    /** Line ends and tabs stay. */
    public static String lines(String text) {
        return cleaned(text, true);
    }

    /** On one line of at most so many characters. */
    public static String shortened(String text, int longest) {
        String line = line(text);
        int length = line.codePointCount(0, line.length());
        return length <= longest ? line : line.substring(0, line.offsetByCodePoints(0, Math.max(0, longest - 1))) + "…";
    }

    private static String cleaned(String text, boolean severalLines) {
        if (text.codePoints().noneMatch(Printable::isHarmful)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (severalLines && (c == '\n' || c == '\t')) {
                clean.appendCodePoint(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                clean.append(severalLines ? "" : " ");
            } else if (isHarmful(c)) {
                clean.append(String.format("\\u%04x", c));
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c >= BIDI_FIRST && c <= BIDI_LAST
                || c >= ISOLATE_FIRST && c <= ISOLATE_LAST
                || Character.getType(c) == Character.SURROGATE;
    }
}
