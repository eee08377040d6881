package dev.agentmesh.core.value;

/**
 * Something that happened outside, told to runs.
 *
 * @param name what happened; waiting steps name it
 * @param correlation ties it to an exchange, may be empty
 * @param by who told
 */
public record Signal(String name, Payload payload, String correlation, String by) {}
