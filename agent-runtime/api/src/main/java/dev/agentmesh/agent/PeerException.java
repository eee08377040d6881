package dev.agentmesh.agent;

/** A word to another agent did not do what it was for. Thrown out of a skill it is an exception like any other: the task is tried again. */
public final class PeerException extends RuntimeException {
    public static final String BAD_ADDRESS = "MESH-3022";
    public static final String NO_ANSWER = "MESH-3024";
    public static final String PEER_FAILED = "MESH-3025";
    public static final String BAD_PAYLOAD = "MESH-3026";

    private static final long serialVersionUID = 1L;
    private final String code;

    /** The message starts with the code, so that it survives any log format. */
    public PeerException(String code, String text) {
        super(code + " " + text);
        this.code = code;
    }

    /** Such as {@code MESH-3024}. */
    public String code() {
        return code;
    }
}
