package dev.agentmesh.language.problem;

/** A stretch of a file, in code points from its start. */
public record Span(int start, int length) {
    public Span {
        length = Math.max(1, length);
    }
}
