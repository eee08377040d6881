package dev.agentmesh.language.expression;

import java.util.Optional;

/**
 * What is wrong with an expression before it ever ran.
 *
 * @param message one sentence without the expression in it
 * @param start code points from the expression's start
 * @param length code points to underline, at least 1
 * @param suggestion what was probably meant
 */
public record ExpressionProblem(String message, int start, int length, Optional<String> suggestion) {
    static ExpressionProblem at(int start, int length, String message) {
        return new ExpressionProblem(message, start, Math.max(1, length), Optional.empty());
    }

    ExpressionProblem suggesting(Optional<String> text) {
        return new ExpressionProblem(message, start, length, text);
    }
}
