package dev.agentmesh.agent;

/** This input can never succeed here: the task goes to the dead letters now, without another attempt. */
public final class Poison extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code stable, for programs: upper-case letters, digits and underscores
     * @param text for a person: what is wrong with the input
     */
    public Poison(String code, String text) {
        super(text);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
