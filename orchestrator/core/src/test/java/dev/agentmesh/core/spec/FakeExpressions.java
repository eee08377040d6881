package dev.agentmesh.core.spec;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The expression language of specs: JSON literals, names with dots, one comparison ({@code ==}, {@code !=}, {@code <}),
 * {@code range(n)} for a list, {@code repeat(n)} for a long text, {@code boom} which has no value, and {@code huge} which is
 * too large.
 */
public final class FakeExpressions implements Expressions {
    /** What an expression without a value fails with. */
    public static final String NO_VALUE = "TEST-0001";

    @Override
    public boolean test(Expression condition, Names names) throws EvaluationFailed {
        if (evaluate(condition.text(), names) instanceof Json.Bool(boolean holds)) {
            return holds;
        }
        throw new EvaluationFailed(NO_VALUE, "Expected " + condition.text() + " to be true or false");
    }

    @Override
    public Payload value(Expression expression, Names names) throws EvaluationFailed {
        return evaluate(expression.text(), names).payload();
    }

    @Override
    public Payload render(Template template, Names names) throws EvaluationFailed {
        return Payload.json(fill(parsed(template.json()), names).write());
    }

    @Override
    public List<Payload> items(Expression list, Names names) throws EvaluationFailed {
        if (evaluate(list.text(), names) instanceof Json.Array(List<Json> items)) {
            return items.stream().map(item -> Payload.json(item.write())).toList();
        }
        throw new EvaluationFailed(NO_VALUE, "Expected " + list.text() + " to be a list");
    }

    private static Json fill(Json template, Names names) throws EvaluationFailed {
        return switch (template) {
            case Json.Text(String text) ->
                text.startsWith("${") ? evaluate(text.substring(2, text.length() - 1), names) : template;
            case Json.Array(List<Json> items) -> {
                var filled = new ArrayList<Json>();
                for (Json item : items) {
                    filled.add(fill(item, names));
                }
                yield new Json.Array(filled);
            }
            case Json.Object object -> {
                var filled = new LinkedHashMap<String, Json>();
                for (var field : object.fields().entrySet()) {
                    filled.put(field.getKey(), fill(field.getValue(), names));
                }
                yield new Json.Object(filled);
            }
            case Json.Number _, Json.Bool _, Json.Null _ -> template;
        };
    }

    private static Json evaluate(String text, Names names) throws EvaluationFailed {
        String[] equal = text.split(" == ", 2);
        if (equal.length == 2) {
            return new Json.Bool(operand(equal[0], names).equals(operand(equal[1], names)));
        }
        String[] unequal = text.split(" != ", 2);
        if (unequal.length == 2) {
            return new Json.Bool(!operand(unequal[0], names).equals(operand(unequal[1], names)));
        }
        String[] less = text.split(" < ", 2);
        if (less.length == 2) {
            return new Json.Bool(number(operand(less[0], names)).compareTo(number(operand(less[1], names))) < 0);
        }
        return operand(text, names);
    }

    private static BigDecimal number(Json value) throws EvaluationFailed {
        if (value instanceof Json.Number(BigDecimal number)) {
            return number;
        }
        throw new EvaluationFailed(NO_VALUE, "Expected a number but found " + value.write());
    }

    private static Json operand(String text, Names names) throws EvaluationFailed {
        if (text.equals("boom")) {
            throw new EvaluationFailed(NO_VALUE, "boom has no value");
        }
        if (text.equals("huge")) {
            throw new ValueTooLarge("huge is too large");
        }
        if (text.startsWith("range(")) {
            return new Json.Array(IntStream.range(0, argument(text))
                    .<Json>mapToObj(i -> new Json.Number(BigDecimal.valueOf(i)))
                    .toList());
        }
        if (text.startsWith("repeat(")) {
            return new Json.Text("x".repeat(argument(text)));
        }
        boolean literal = "\"[{-0123456789".indexOf(text.charAt(0)) >= 0
                || List.of("true", "false", "null").contains(text);
        return literal ? parsed(text) : name(List.of(text.split("\\.")), names);
    }

    private static int argument(String text) {
        return Integer.parseInt(text.substring(text.indexOf('(') + 1, text.length() - 1));
    }

    private static Json name(List<String> path, Names names) throws EvaluationFailed {
        return switch (path.getFirst()) {
            case "input" -> field(parsed(names.input()), path, 1);
            case "run" -> field(parsed(names.run()), path, 1);
            case "vars" -> field(present(names.variable(path.get(1)), path), path, 2);
            case "steps" -> field(step(names.step(path.get(1)), path), path, 3);
            default -> field(present(names.local(path.getFirst()), path), path, 1);
        };
    }

    private static Json step(StepView step, List<String> path) throws EvaluationFailed {
        return switch (path.get(2)) {
            case "status" -> new Json.Text(step.status());
            case "output" -> present(step.output(), path);
            case "outputs" -> parsed(step.outputs());
            case "errors" -> parsed(step.errors());
            case "error" -> present(step.error(), path);
            case "attempts" -> new Json.Number(BigDecimal.valueOf(step.attempts()));
            default -> throw missing(path);
        };
    }

    private static Json present(Optional<Payload> value, List<String> path) throws EvaluationFailed {
        if (value.isEmpty()) {
            throw missing(path);
        }
        return parsed(value.get());
    }

    private static Json field(Json value, List<String> path, int from) throws EvaluationFailed {
        Json found = value;
        for (String name : path.subList(from, path.size())) {
            Json inside = found instanceof Json.Object object ? object.fields().get(name) : null;
            if (inside == null) {
                throw missing(path);
            }
            found = inside;
        }
        return found;
    }

    private static Json parsed(Payload payload) {
        return Json.of(payload).orElseThrow(() -> new IllegalArgumentException("Expected JSON but found " + payload));
    }

    private static Json parsed(String json) {
        return parsed(Payload.json(json));
    }

    private static EvaluationFailed missing(List<String> path) {
        return new EvaluationFailed(NO_VALUE, "There is no " + String.join(".", path));
    }
}
