package dev.agentmesh.core.value;

/** What one call of a model used. Tokens and dollars are never negative. */
public record Usage(String model, long inputTokens, long outputTokens, double usd) {
    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || usd < 0 || Double.isNaN(usd)) {
            throw new IllegalArgumentException("Expected usage of " + model + " not to be negative");
        }
    }
}
