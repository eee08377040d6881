package dev.agentmesh.topics.message;

/**
 * Why something did not succeed.
 *
 * @param kind a word of the orchestrator core's FailureKind, such as {@code TRANSIENT} or {@code POISON}
 * @param code an error code such as {@code MESH-6004}, or a word of the agent's own; may be empty
 * @param message for people; cut after 8,192 characters
 */
public record Failure(String kind, String code, String message) {
    public Failure {
        Checks.filled("failure kind", kind, 64);
        Checks.text("failure code", code, 128);
        message = Checks.shortened(message, Checks.PARAGRAPH);
    }
}
