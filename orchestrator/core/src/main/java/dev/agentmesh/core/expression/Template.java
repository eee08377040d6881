package dev.agentmesh.core.expression;

/**
 * A value with expressions in it: JSON text whose strings may hold <code>${...}</code>. A string that is only one
 * <code>${...}</code> takes the expression's value with its type; inside other text the value is inserted as text.
 */
public record Template(String json) {}
