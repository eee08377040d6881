package dev.agentmesh.agent;

/** A large value could not be kept or fetched. A skill that lets it through is tried again. */
public final class ArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The code of a task that has no store. */
    public static final String NO_STORE = "MESH-3040";

    private final String code;

    public ArtifactException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code MESH-nnnn}. */
    public String code() {
        return code;
    }
}
