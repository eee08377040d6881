package dev.agentmesh.core.value;

/** Why an attempt or a step did not succeed, as far as the question "again or not?" needs it. */
public enum FailureKind {
    /** An exception in the agent, or a fault that may pass. Tried again by the step's policy. */
    TRANSIENT,
    /** The attempt's deadline passed. Tried again at most once. */
    TIMEOUT,
    /** The agent answered with something its output schema does not allow. */
    INVALID_OUTPUT,
    /** The input breaks the skill's schema: it can never succeed as it is. */
    INVALID_INPUT,
    /** The agent says this input can never succeed. */
    POISON,
    /** The agent's business "no": for the workflow's catch, never a dead letter. */
    DECLINED,
    /** The worker died or left without a word. Counted apart from the others. */
    LOST,
    /** What the attempt wrote to the blackboard is based on what no longer stands there. Tried again with what does. */
    CONFLICT,
    /** Nothing was sent: the agent's circuit breaker is open. Says nothing about the task. */
    CIRCUIT_OPEN,
    /** The definition itself failed: an expression, a join that cannot be met, a {@code fail} step. */
    WORKFLOW
}
