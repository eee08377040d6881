package dev.agentmesh.language.problem;

import java.util.Locale;

/** Characters that a reader does not see, or that make a reader see something else. */
public final class Characters {
    private Characters() {}

    public static boolean isUnprintable(int point) {
        return isControl(point) || isHidden(point) || Character.getType(point) == Character.SURROGATE;
    }

    /** A control character that no text file needs. */
    public static boolean isControl(int point) {
        return point < 0x20 && point != '\n' && point != '\r' && point != '\t' || point >= 0x7f && point <= 0x9f;
    }

    /** Zero-width, bidirectional and tag characters. */
    public static boolean isHidden(int point) {
        return point == 0xad
                || point == 0x61c
                || point == 0x180e
                || point >= 0x200b && point <= 0x200f
                || point >= 0x202a && point <= 0x202e
                || point >= 0x2060 && point <= 0x2069
                || point == 0xfeff
                || point >= 0xe0000 && point <= 0xe007f;
    }

    /** Four to six hexadecimal digits. */
    public static String hex(int point) {
        return String.format(Locale.ROOT, "%04X", point);
    }
}
