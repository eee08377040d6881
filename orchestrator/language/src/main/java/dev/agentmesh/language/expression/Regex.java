package dev.agentmesh.language.expression;

import dev.agentmesh.language.pattern.LinearPattern;

/** {@code matches}: RE2 syntax, found anywhere in the text, charged by what RE2 does. */
final class Regex {
    private static final int STATES_PER_STEP = 4;

    private final LinearPattern pattern;

    private Regex(LinearPattern pattern) {
        this.pattern = pattern;
    }

    static Regex compile(String source) throws Fault {
        try {
            return new Regex(LinearPattern.compile(source));
        } catch (LinearPattern.Unusable e) {
            throw new Fault(ExpressionCodes.ARGUMENT, shortened(String.valueOf(e.getMessage())));
        }
    }

    private static String shortened(String message) {
        return message.length() <= 160 ? message : message.substring(0, 160) + "...";
    }

    boolean isFoundIn(String text, Meter meter) throws Fault {
        meter.charge(1 + (long) text.length() * pattern.states() / STATES_PER_STEP);
        return pattern.isFoundIn(text);
    }

    /** What compiling cost, for a pattern that is computed. */
    int size() {
        return pattern.states();
    }
}
