package dev.agentmesh.language.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/** A schema's {@code pattern}s in RE2: a definition must not be able to make checking an input take for ever. */
final class Re2Patterns implements RegularExpressionFactory {
    private static final int MAX_LENGTH = 1_000;

    @Override
    public RegularExpression getRegularExpression(String source) {
        if (source.length() > MAX_LENGTH || source.contains("{")) {
            refuseLargeCounts(source);
        }
        try {
            Pattern pattern = Pattern.compile(source);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new UnusablePattern("the pattern \"" + source + "\" is no RE2 pattern: " + e.getDescription());
        }
    }

    /** RE2 unrolls counted repetitions, nested ones by their product. */
    private static void refuseLargeCounts(String source) {
        long product = 1;
        var counts = java.util.regex.Pattern.compile("\\{(\\d*),?(\\d*)}").matcher(source);
        while (counts.find()) {
            product = Math.min(
                    Integer.MAX_VALUE, product * Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2)))));
        }
        if (source.length() > MAX_LENGTH || product > MAX_LENGTH) {
            throw new UnusablePattern(
                    "a pattern may have at most " + MAX_LENGTH + " characters and counted repetitions");
        }
    }

    private static long count(String digits) {
        return digits.isEmpty() ? 1 : digits.length() > 6 ? MAX_LENGTH + 1L : Long.parseLong(digits);
    }

    /** Says why a schema cannot be used. */
    static final class UnusablePattern extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusablePattern(String message) {
            super(message);
        }
    }
}
