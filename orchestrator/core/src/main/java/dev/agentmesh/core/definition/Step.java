package dev.agentmesh.core.definition;

/**
 * A node of the tree.
 *
 * @param id unique in its workflow: letters, digits, {@code _} and {@code -}, starting with a letter
 */
public record Step(String id, Verb verb, Modifiers modifiers) {}
