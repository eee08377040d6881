package dev.agentmesh.core.expression;

import dev.agentmesh.core.value.Payload;
import java.util.List;

/**
 * The expression language, as the core sees it. Implementations are deterministic: the same text and the same names give
 * the same answer on every machine and on every day, without I/O, clock or chance, and within a bound on cost. Safe for
 * use by several threads.
 */
public interface Expressions {
    /** Whether a condition holds. */
    boolean test(Expression condition, Names names) throws EvaluationFailed;

    /** The value of an expression. */
    Payload value(Expression expression, Names names) throws EvaluationFailed;

    /** The value of a template. */
    Payload render(Template template, Names names) throws EvaluationFailed;

    /** The items of a list-valued expression, each as a JSON document, in order. */
    List<Payload> items(Expression list, Names names) throws EvaluationFailed;
}
