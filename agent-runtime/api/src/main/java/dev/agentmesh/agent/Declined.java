package dev.agentmesh.agent;

/** A business "no": not an error, never retried, never a dead letter; the workflow's {@code catch} decides what follows. */
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code stable, for the workflow to match on: upper-case letters, digits and underscores
     * @param text for a person: why not
     */
    public Declined(String code, String text) {
        super(text);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
