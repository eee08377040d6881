package dev.agentmesh.language.expression;

/** A text that is no expression. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final ExpressionProblem problem;

    SyntaxFault(ExpressionProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    ExpressionProblem problem() {
        return problem;
    }
}
