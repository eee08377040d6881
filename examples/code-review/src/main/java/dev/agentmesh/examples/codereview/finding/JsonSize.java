package dev.agentmesh.examples.codereview.finding;

/** What text costs on the wire. */
public final class JsonSize {
    private JsonSize() {}

    /** Upper estimate of a string in JSON and UTF-8, without its quotes. */
    public static int of(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    /** The text cut to a number of characters, never inside a pair of surrogates, with a sign that it was cut. */
    public static String shortened(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int end = characters - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
