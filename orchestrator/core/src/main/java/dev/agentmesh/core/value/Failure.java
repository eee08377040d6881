package dev.agentmesh.core.value;

/**
 * What went wrong, for programs and for people.
 *
 * @param code stable; a MESH code or one that an agent or a definition chose
 * @param message one sentence of fact
 */
public record Failure(FailureKind kind, String code, String message) {}
