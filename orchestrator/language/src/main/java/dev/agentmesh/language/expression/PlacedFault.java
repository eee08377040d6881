package dev.agentmesh.language.expression;

import dev.agentmesh.core.expression.EvaluationFailed;

/** A fault together with the expression it happened in. */
final class PlacedFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    private final String code;

    PlacedFault(String expression, Fault fault) {
        super(sentence(expression, fault), null, false, false);
        this.code = fault.code();
    }

    EvaluationFailed toFailure() {
        return new EvaluationFailed(code, String.valueOf(getMessage()));
    }

    private static String sentence(String expression, Fault fault) {
        String place = fault.offset() == Fault.NOWHERE ? "" : ", column " + (fault.offset() + 1);
        return "expression " + shown(expression) + place + ": " + fault.sentence();
    }

    /** An expression in a message: on one line and not longer than a person reads. */
    static String shown(String expression) {
        String line = expression.strip().replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= SHOWN ? line : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
