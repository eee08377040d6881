package dev.agentmesh.eventlog.text;

/** Other people's text on one line: nothing in it moves a cursor, turns the writing round or runs on for ever. */
final class Shown {
    private Shown() {}

    /** At most so many characters, the last of which says that there are more. */
    static String shortened(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (++count == longest && i < text.length()) {
                return shown.append('…').toString();
            }
            if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(' ');
            } else if (isHarmful(c)) {
                shown.append('\ufffd');
            } else {
                shown.appendCodePoint(c);
            }
        }
        return shown.toString();
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || Character.getType(c) == Character.SURROGATE;
    }
}
