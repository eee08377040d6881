package dev.agentmesh.orchestrator.wire;

/** A record that can never be handled: poison. It goes to the dead letters with this code. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    public Refused(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
