package dev.agentmesh.language.expression;

/** An evaluation that cannot go on. Has no stack trace: it is an answer about the user's expression, not about our code. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    /** No place known yet; the node that called fills it in. */
    static final int NOWHERE = -1;

    private final String code;
    private final int offset;

    Fault(String code, String message) {
        this(code, message, NOWHERE);
    }

    Fault(String code, String message, int offset) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
    }

    String code() {
        return code;
    }

    /** Code points from the expression's start. */
    int offset() {
        return offset;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** The same fault, placed at {@code place} unless something deeper placed it already. */
    Fault at(int place) {
        return offset == NOWHERE ? new Fault(code, sentence(), place) : this;
    }

    /** Whether a logical operator may pass over it: a spent budget stays spent. */
    boolean absorbable() {
        return !code.equals(ExpressionCodes.COST);
    }
}
