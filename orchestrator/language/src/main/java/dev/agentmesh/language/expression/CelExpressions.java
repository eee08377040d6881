package dev.agentmesh.language.expression;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.cache.BoundedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CEL as the workflow language speaks it. Compiled once per text and kept, within a bound; the same text and names give
 * the same bytes in every locale and time zone. One evaluation takes at most {@link Meter#LIMIT} steps, a template all of
 * its expressions together. Safe for use by several threads.
 */
public final class CelExpressions implements Expressions {
    private static final int KEPT = 10_000;

    private final BoundedCache<CompiledExpression> expressions = new BoundedCache<>(KEPT);
    private final BoundedCache<CompiledTemplate> templates = new BoundedCache<>(KEPT);

    @Override
    public boolean test(Expression condition, Names names) throws EvaluationFailed {
        CompiledExpression compiled = compiled(condition.text());
        try {
            Object value = compiled.eval(new Frame(names));
            if (value instanceof Boolean holds) {
                return holds;
            }
            throw new Fault(
                    ExpressionCodes.RESULT_TYPE, "a condition gives true or false but found " + Types.described(value));
        } catch (Fault fault) {
            throw new PlacedFault(condition.text(), fault).toFailure();
        }
    }

    @Override
    public Payload value(Expression expression, Names names) throws EvaluationFailed {
        CompiledExpression compiled = compiled(expression.text());
        var frame = new Frame(names);
        try {
            return Payload.of(JsonWriter.write(compiled.eval(frame), frame.meter));
        } catch (Fault fault) {
            throw new PlacedFault(expression.text(), fault).toFailure();
        }
    }

    @Override
    public Payload render(Template template, Names names) throws EvaluationFailed {
        try {
            return Payload.of(compiledTemplate(template.json()).render(new Frame(names)));
        } catch (PlacedFault placed) {
            throw placed.toFailure();
        } catch (Fault fault) {
            throw new PlacedFault(template.json(), fault).toFailure();
        }
    }

    @Override
    public List<Payload> items(Expression list, Names names) throws EvaluationFailed {
        CompiledExpression compiled = compiled(list.text());
        var frame = new Frame(names);
        try {
            Object value = compiled.eval(frame);
            Kept.refuse(value, "");
            if (!(value instanceof List<?> items)) {
                throw new Fault(ExpressionCodes.RESULT_TYPE, "expected a list but found " + Types.described(value));
            }
            var payloads = new ArrayList<Payload>(items.size());
            for (Object item : items) {
                payloads.add(Payload.of(JsonWriter.write(item, frame.meter)));
            }
            return List.copyOf(payloads);
        } catch (Fault fault) {
            throw new PlacedFault(list.text(), fault).toFailure();
        }
    }

    private CompiledExpression compiled(String text) throws EvaluationFailed {
        Optional<CompiledExpression> known = expressions.find(text);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            CompiledExpression compiled = ExpressionCompiler.compile(text);
            expressions.put(text, compiled);
            return compiled;
        } catch (SyntaxFault e) {
            throw syntax(e);
        }
    }

    private CompiledTemplate compiledTemplate(String json) throws EvaluationFailed, Fault {
        Optional<CompiledTemplate> known = templates.find(json);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            CompiledTemplate compiled = CompiledTemplate.compile(json);
            templates.put(json, compiled);
            return compiled;
        } catch (SyntaxFault e) {
            throw syntax(e.in(json));
        }
    }

    private static EvaluationFailed syntax(SyntaxFault e) {
        ExpressionProblem problem = e.problem();
        String hint =
                problem.suggestion().map(s -> "; did you mean \"" + s + "\"?").orElse("");
        var fault = new Fault(ExpressionCodes.SYNTAX, problem.message() + hint, problem.start());
        return new PlacedFault(e.expression(), fault).toFailure();
    }
}
