package dev.agentmesh.language.dsl;

import dev.agentmesh.core.expression.Expression;
import java.util.List;

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

    /** A value that is true or false itself. */
    public static Condition holds(Value<Boolean> value) {
        return new Condition(value.expression());
    }

    public static Condition contains(Value<String> text, String part) {
        return new Condition(Cel.grouped(text.expression()) + ".contains(" + Cel.literal(part) + ")");
    }

    public static <T> Condition isIn(Value<T> value, Value<List<T>> list) {
        return new Condition(Cel.grouped(value.expression()) + " in " + Cel.grouped(list.expression()));
    }

    /** Whether there is such a field and it has a value. */
    public static Condition has(Value<?> field) {
        return new Condition("default(" + field.expression() + ", null) != null");
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
