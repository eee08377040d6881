package dev.agentmesh.language.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.expression.ExpressionCheck.Checked;
import dev.agentmesh.language.type.SchemaShapes;
import dev.agentmesh.language.type.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What is said of an expression before a run is what happens when it is evaluated. */
class TypingProperties {
    private static final String INPUT =
            "{\"n\":3,\"d\":2.5,\"z\":null,\"t\":true,\"s\":\"abc\",\"l\":[3,1,2],\"m\":{\"a\":1,\"b\":[true]},\"o\":[{\"k\":1},{\"k\":2}]}";
    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["n", "d", "z", "t", "s", "l", "m", "o"], "properties": {
              "n": {"type": "integer"}, "d": {"type": "number"}, "z": {"type": "null"}, "t": {"type": "boolean"}, "s": {"type": "string"},
              "l": {"type": "array", "items": {"type": "integer"}},
              "m": {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "array", "items": {"type": "boolean"}}}},
              "o": {"type": "array", "items": {"type": "object", "properties": {"k": {"type": "integer"}}}}}}
            """;
    /** Where a part that is wrong may never be reached. */
    private static final Pattern LAZY = Pattern.compile("&&|\\|\\||\\?|exists|all\\(|default|map\\(|filter|has\\(");

    private final Shape input = new SchemaShapes().of(SCHEMA);
    private final CelExpressions evaluator = new CelExpressions();

    @Property(tries = 3_000)
    void a_value_has_the_shape_that_was_foretold(@ForAll long seed) throws Fault {
        String expression = new RandomExpression(new Random(seed)).any(4);
        if (!(ExpressionCheck.expression(expression, this::shape) instanceof Checked.Readable readable)) {
            return;
        }
        Optional<String> value = value(expression);
        Statistics.collect(readable.shape().isUnknown() ? "unknown" : value.isPresent() ? "checked" : "failed");
        if (value.isPresent()) {
            Object found = JsonReader.read(value.get().getBytes(StandardCharsets.UTF_8));
            assertThat(new SchemaShapes().of(schema(found)).canBe(readable.shape()))
                    .as(expression + " = " + value.get() + " foretold "
                            + readable.shape().words())
                    .isTrue();
        }
    }

    @Property(tries = 3_000)
    void what_is_complained_about_fails(@ForAll long seed) {
        String expression = new RandomExpression(new Random(seed)).any(4);
        boolean complaint = ExpressionCheck.expression(expression, this::shape) instanceof Checked.Readable readable
                && readable.problems().stream().anyMatch(problem -> problem.sort() == TypeProblem.Sort.TYPES);
        if (complaint && !LAZY.matcher(expression).find()) {
            assertThat(value(expression)).as(expression).isEmpty();
        }
    }

    @Test
    void both_laws_have_something_to_check() {
        assertThat(ExpressionCheck.expression("input.l > 3", this::shape))
                .isInstanceOfSatisfying(
                        Checked.Readable.class,
                        readable -> assertThat(readable.problems()).hasSize(1));
        assertThat(ExpressionCheck.expression("input.l.map(x, x + 1)[0]", this::shape))
                .isInstanceOfSatisfying(
                        Checked.Readable.class,
                        readable -> assertThat(readable.shape().words()).isEqualTo("int"));
    }

    private Shape shape(String name) {
        return name.equals("input") ? input : Shape.ANY;
    }

    private static String schema(Object value) {
        String type = switch (Types.name(value)) {
            case "bool" -> "boolean";
            case "int" -> "integer";
            case "double" -> "number";
            case "list" -> "array";
            case "map" -> "object";
            case "null_type" -> "null";
            default -> "string";
        };
        return "{\"type\":\"" + type + "\"}";
    }

    private Optional<String> value(String expression) {
        try {
            String template = "\"${" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "}\"";
            return Optional.of(evaluator
                    .render(new Template(template), new FakeNames().input(INPUT))
                    .text());
        } catch (EvaluationFailed _) {
            return Optional.empty();
        }
    }
}
