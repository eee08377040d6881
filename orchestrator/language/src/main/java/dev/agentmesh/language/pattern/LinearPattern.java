package dev.agentmesh.language.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * An RE2 pattern, found anywhere in a text. RE2 unrolls counted repetitions when it compiles, so a few nested ones can
 * exhaust the memory; what a pattern would unroll to is bounded before RE2 sees it. Safe for use by several threads.
 */
public final class LinearPattern {
    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Says why a text is no pattern that can be used. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** Fails with {@link Unusable} for what RE2 does not know and for what is too large. */
    public static LinearPattern compile(String source) {
        if (source.length() > PatternSize.LIMIT || PatternSize.of(source) > PatternSize.LIMIT) {
            throw new Unusable("the pattern is too large: written out, its repetitions have more than "
                    + PatternSize.LIMIT + " parts");
        }
        try {
            return new LinearPattern(Pattern.compile(source));
        } catch (PatternSyntaxException e) {
            throw new Unusable("the pattern \"" + source + "\" is no RE2 pattern: " + e.getDescription());
        }
    }

    public boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    /** How many states it has; matching takes about this many steps for each character. */
    public int states() {
        return pattern.programSize();
    }
}
