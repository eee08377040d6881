package dev.agentmesh.core.spec;

import java.util.List;

/**
 * A finite row of choices made beforehand. At its end every choice is the first, so that a shorter tape, and one of smaller
 * numbers, makes a simpler story: that is what lets a failing case shrink.
 */
final class Tape {
    private final byte[] choices;
    private int at;

    Tape(byte[] choices) {
        this.choices = choices;
    }

    /** A number from 0 to {@code bound - 1}. */
    int next(int bound) {
        return at < choices.length ? Byte.toUnsignedInt(choices[at++]) % bound : 0;
    }

    boolean chance(int outOf) {
        return next(outOf) == outOf - 1;
    }

    <T> T of(List<T> values) {
        return values.get(next(values.size()));
    }

    boolean isOver() {
        return at >= choices.length;
    }
}
