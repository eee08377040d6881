package dev.agentmesh.language.dsl;

import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.definition.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that a run will have: an expression with a type. */
public class Value<T> {
    private final Optional<String> expression;
    private final Template template;

    Value(String expression) {
        this(Optional.of(expression), new Template(JsonText.quoted("${" + expression + "}")));
    }

    private Value(Optional<String> expression, Template template) {
        this.expression = expression;
        this.template = template;
    }

    /** A constant: a text, a number, true or false, or a word of an enum. */
    public static <T> Value<T> of(T constant) {
        String literal = Cel.literal(constant);
        return literal.contains("${") ? new Value<>(literal) : new Value<>(Optional.of(literal), new Template(literal));
    }

    /** A text in which every <code>${...}</code> is an expression. It can be given to a step, not calculated with. */
    public static Value<String> text(String template) {
        return new Value<>(Optional.empty(), new Template(JsonText.quoted(template)));
    }

    /** JSON in whose texts every <code>${...}</code> is an expression. It can be given to a step, not calculated with. */
    public static <T> Value<T> json(String template, Class<T> type) {
        return new Value<>(Optional.empty(), new Template(template));
    }

    /** A map of values. It can be given to a step, not calculated with. */
    public static <T> Value<T> fields(Map<String, ? extends Value<?>> fields, Class<T> type) {
        return new Value<>(Optional.empty(), Cel.template(fields));
    }

    /** An expression of the language, for what this form cannot say; {@code type} is the author's word for it. */
    public static <T> Value<T> expression(String text, Class<T> type) {
        return new Value<>(text);
    }

    /** @throws IllegalArgumentException for what is no expression but a text or a map with expressions in it */
    final String expression() {
        return expression.orElseThrow(() -> new IllegalArgumentException("Expected an expression but found "
                + template.json() + "; name it with set(...) to calculate with it"));
    }

    final Template template() {
        return template;
    }

    /** A field that no record of the author's has. */
    public final <F> Value<F> get(String field, Class<F> type) {
        return new Value<>(Cel.key(expression(), field));
    }

    /** A field of this value. */
    public final <F> Value<F> get(Field<T, F> field) {
        return new Value<>(Cel.member(expression(), MethodNames.of(field)));
    }

    /** This value, or {@code otherwise} where there is none yet. */
    public final Value<T> or(T otherwise) {
        return new Value<>("default(" + expression() + ", " + Cel.literal(otherwise) + ")");
    }

    /** One of its fields for each item of a list, in one list. */
    public static <T, F> Value<List<F>> flat(Value<List<T>> list, Field<T, List<F>> field) {
        return new Value<>(Cel.grouped(list.expression()) + ".map(each, " + Cel.member("each", MethodNames.of(field))
                + ").flatten()");
    }

    public final Condition eq(T constant) {
        return compared("==", Cel.literal(constant));
    }

    public final Condition eq(Value<T> other) {
        return compared("==", other.expression());
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
        return new Condition(Cel.grouped(expression()) + " " + sign + " " + right);
    }

    @Override
    public final String toString() {
        return expression.map(text -> "${" + text + "}").orElse(template.json());
    }
}
