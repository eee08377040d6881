package dev.agentmesh.language.dsl;

import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.definition.JsonText;
import java.util.Map;
import java.util.stream.Collectors;

/** Small pieces of expressions and templates. */
final class Cel {
    private Cel() {}

    static String literal(Object constant) {
        return switch (constant) {
            case String text -> JsonText.quoted(text);
            case Character letter -> JsonText.quoted(letter.toString());
            case Boolean truth -> truth.toString();
            case Number number -> number.toString();
            case Enum<?> word -> JsonText.quoted(word.name());
            default ->
                throw new IllegalArgumentException("Expected a text, a number, true or false but found "
                        + constant.getClass().getSimpleName());
        };
    }

    static String member(String of, String name) {
        return grouped(of) + "." + name;
    }

    /** In parentheses unless it is one thing already. */
    static String grouped(String expression) {
        return expression.matches("[\\w.]+(\\[\"[\\w-]+\"\\][\\w.]*)*|default\\(.*\\)")
                ? expression
                : "(" + expression + ")";
    }

    /** {@code steps.ID}, also for ids with a dash. */
    static String step(String id) {
        return id.contains("-") ? "steps[\"" + id + "\"]" : "steps." + id;
    }

    /** A member by any name. */
    static String key(String of, String name) {
        return name.matches("[A-Za-z_]\\w*") ? of + "." + name : of + "[" + JsonText.quoted(name) + "]";
    }

    static Template template(Map<String, ? extends Value<?>> fields) {
        return new Template(fields.entrySet().stream()
                .map(field -> JsonText.quoted(field.getKey()) + ":"
                        + field.getValue().template().json())
                .collect(Collectors.joining(",", "{", "}")));
    }
}
