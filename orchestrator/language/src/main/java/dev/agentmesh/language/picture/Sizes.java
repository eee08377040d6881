package dev.agentmesh.language.picture;

/**
 * The measures of a drawing, in its own unit: a character or a pixel.
 *
 * @param line height of a line of text
 * @param side from a border to what is inside, left and right
 * @param top from a border to what is inside, above and below
 * @param arrow between two steps
 * @param gap between two lanes
 */
record Sizes(double character, int line, int side, int top, int arrow, int gap) {
    static final Sizes TEXT = new Sizes(1, 1, 2, 1, 1, 3);
    static final Sizes PIXELS = new Sizes(7.3, 16, 14, 9, 24, 22);

    /** Wide characters count as two, as terminals draw them. */
    int width(String text) {
        int characters = text.codePoints().map(Sizes::columns).sum();
        return (int) Math.ceil(characters * character);
    }

    static int columns(int point) {
        boolean wide = point >= 0x1100 && point <= 0x115f
                || point >= 0x2e80 && point <= 0xa4cf
                || point >= 0xac00 && point <= 0xd7a3
                || point >= 0xf900 && point <= 0xfaff
                || point >= 0xfe30 && point <= 0xfe6f
                || point >= 0xff00 && point <= 0xff60
                || point >= 0x1f300 && point <= 0x1faff;
        return wide ? 2 : 1;
    }
}
