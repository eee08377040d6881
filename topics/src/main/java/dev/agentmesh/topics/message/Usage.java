package dev.agentmesh.topics.message;

/** What one call of a model or a paid service used. */
public record Usage(String model, long inputTokens, long outputTokens, double usd) {
    public Usage {
        Checks.filled("model", model, Checks.LINE);
        Checks.notNegative("inputTokens", inputTokens);
        Checks.notNegative("outputTokens", outputTokens);
        Checks.amount("usd", usd);
    }
}
