package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;

/**
 * When a plan is thought over while it is carried out.
 *
 * @param when asked after each step, which it reads as {@code step}: {@code id}, {@code agent}, {@code failed}, {@code output},
 *     {@code error}
 * @param max how often at most, at least 1
 */
public record Replan(Expression when, int max) {}
