package dev.agentmesh.language.dsl;

import java.util.List;

/** A value that a run will have: an expression with a type. */
public class Value<T> {
    private final String expression;

    Value(String expression) {
        this.expression = expression;
    }

    /** A constant. */
    public static <T> Value<T> of(T constant) {
        return new Value<>(Cel.literal(constant));
    }

    /** An expression of the language, for what this form cannot say; {@code type} is the author's word for it. */
    public static <T> Value<T> expression(String text, Class<T> type) {
        return new Value<>(text);
    }

    final String expression() {
        return expression;
    }

    /** A field of this value. */
    public final <F> Value<F> get(Field<T, F> field) {
        return new Value<>(Cel.member(expression, FieldNames.of(field)));
    }

    /** This value, or {@code otherwise} where there is none yet. */
    public final Value<T> or(T otherwise) {
        return new Value<>("default(" + expression + ", " + Cel.literal(otherwise) + ")");
    }

    /** One of its fields for each item of a list, in one list. */
    public static <T, F> Value<List<F>> flat(Value<List<T>> list, Field<T, List<F>> field) {
        return new Value<>(Cel.grouped(list.expression) + ".map(each, " + Cel.member("each", FieldNames.of(field))
                + ").flatten()");
    }

    public final Condition eq(T constant) {
        return compared("==", Cel.literal(constant));
    }

    public final Condition eq(Value<T> other) {
        return compared("==", other.expression);
    }

    public final Condition ne(T constant) {
        return compared("!=", Cel.literal(constant));
    }

    public final Condition lt(Number bound) {
        return compared("<", Cel.literal(bound));
    }

    public final Condition le(Number bound) {
        return compared("<=", Cel.literal(bound));
    }

    public final Condition gt(Number bound) {
        return compared(">", Cel.literal(bound));
    }

    public final Condition ge(Number bound) {
        return compared(">=", Cel.literal(bound));
    }

    private Condition compared(String sign, String right) {
        return new Condition(Cel.grouped(expression) + " " + sign + " " + right);
    }

    @Override
    public final String toString() {
        return "${" + expression + "}";
    }
}
