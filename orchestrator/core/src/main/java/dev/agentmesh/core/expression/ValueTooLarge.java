package dev.agentmesh.core.expression;

/** A name stands for more than an expression may hold. Whoever evaluates lets it pass; the step fails with MESH-4117. */
public final class ValueTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ValueTooLarge(String message) {
        super(message);
    }
}
