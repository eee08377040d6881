package dev.agentmesh.language.expression;

/** A text that is no expression. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final ExpressionProblem problem;

    private final String expression;

    SyntaxFault(ExpressionProblem problem) {
        this(problem, "");
    }

    private SyntaxFault(ExpressionProblem problem, String expression) {
        super(problem.message(), null, false, false);
        this.problem = problem;
        this.expression = expression;
    }

    /** The same fault, said of this text unless it was said of a part of it already. */
    SyntaxFault in(String text) {
        return expression.isEmpty() ? new SyntaxFault(problem, text) : this;
    }

    String expression() {
        return expression;
    }

    ExpressionProblem problem() {
        return problem;
    }
}
