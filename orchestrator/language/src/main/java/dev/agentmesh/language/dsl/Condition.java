package dev.agentmesh.language.dsl;

import dev.agentmesh.core.expression.Expression;

/** What may hold or not. */
public final class Condition {
    private final String expression;

    Condition(String expression) {
        this.expression = expression;
    }

    /** An expression of the language, for what this form cannot say. */
    public static Condition expression(String text) {
        return new Condition(text);
    }

    public Condition and(Condition other) {
        return new Condition("(" + expression + ") && (" + other.expression + ")");
    }

    public Condition or(Condition other) {
        return new Condition("(" + expression + ") || (" + other.expression + ")");
    }

    public Condition not() {
        return new Condition("!(" + expression + ")");
    }

    Expression toExpression() {
        return new Expression(expression);
    }
}
