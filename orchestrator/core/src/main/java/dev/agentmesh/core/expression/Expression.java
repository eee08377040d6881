package dev.agentmesh.core.expression;

/** A bare expression as its author wrote it. */
public record Expression(String text) {}
