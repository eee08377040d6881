package dev.agentmesh.core.expression;

/** An expression has no value: the step it belongs to fails by its policy, the orchestrator goes on. */
public final class EvaluationFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String message;

    /**
     * @param code a MESH code
     * @param message what was expected and what was found, naming the expression
     */
    public EvaluationFailed(String code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
