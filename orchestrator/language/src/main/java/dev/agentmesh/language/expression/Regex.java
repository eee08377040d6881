package dev.agentmesh.language.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * {@code matches}: RE2 syntax, found anywhere in the text, in time linear in the text. RE2 unrolls counted repetitions
 * when it compiles, so their product is bounded before it sees the pattern.
 */
final class Regex {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_REPETITIONS = 1_000;
    private static final int STATES_PER_STEP = 4;
    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("\\{(\\d*),?(\\d*)\\}");

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    static Regex compile(String source) throws Fault {
        if (source.length() > MAX_LENGTH || repetitions(source) > MAX_REPETITIONS) {
            throw new Fault(
                    ExpressionCodes.ARGUMENT,
                    "the pattern is too large: at most " + MAX_LENGTH + " characters and " + MAX_REPETITIONS
                            + " counted repetitions in all");
        }
        try {
            return new Regex(Pattern.compile(source));
        } catch (PatternSyntaxException e) {
            throw new Fault(
                    ExpressionCodes.ARGUMENT,
                    "the pattern " + Types.excerpt(source) + " is no RE2 pattern: " + e.getDescription());
        }
    }

    private static long repetitions(String source) {
        long product = 1;
        var counts = COUNT.matcher(source);
        while (counts.find() && product <= MAX_REPETITIONS) {
            long low = count(counts.group(1));
            long high = count(counts.group(2));
            product *= Math.max(1, Math.max(low, high));
        }
        return product;
    }

    private static long count(String digits) {
        if (digits.isEmpty()) {
            return 1;
        }
        return digits.length() > 6 ? MAX_REPETITIONS + 1L : Long.parseLong(digits);
    }

    boolean isFoundIn(String text, Meter meter) throws Fault {
        meter.charge(1 + (long) text.length() * pattern.programSize() / STATES_PER_STEP);
        Matcher matcher = pattern.matcher(text);
        return matcher.find();
    }

    /** What compiling cost, for a pattern that is computed. */
    int size() {
        return pattern.programSize();
    }
}
