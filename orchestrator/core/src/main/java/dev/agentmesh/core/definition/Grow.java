package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;

/**
 * How a map finds more items while it runs.
 *
 * @param from a list over {@code output}, what an item gave, and the item's own names: the items to add
 * @param max how many items there may be in all; what is beyond is left out
 */
public record Grow(Expression from, int max) {}
