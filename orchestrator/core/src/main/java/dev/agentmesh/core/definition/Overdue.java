package dev.agentmesh.core.definition;

/** What becomes of a question nobody answered in time. Never silently a yes: an answer has to be named and confirmed. */
public sealed interface Overdue {
    /** The step fails. */
    record Fail() implements Overdue {}

    /**
     * Somebody else may answer too, and has as long as the first had; then the step fails.
     *
     * @param to {@code role:x} or {@code user:x}
     */
    record Escalate(String to) implements Overdue {}

    /** Counts as this choice; the definition's author has confirmed that this is meant. */
    record Choose(String choice) implements Overdue {}
}
