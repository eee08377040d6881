package dev.agentmesh.topics.error;

import org.jspecify.annotations.Nullable;

/** A failure with a code. The message starts with the code, so that it survives any log format. */
public class MeshException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ErrorCode error;

    public MeshException(ErrorCode error, String what) {
        this(error, what, null);
    }

    public MeshException(ErrorCode error, String what, @Nullable Throwable cause) {
        super(error.code() + " " + what, cause);
        this.error = error;
    }

    public final ErrorCode error() {
        return error;
    }

    /** Such as {@code MESH-6004}. */
    public final String code() {
        return error.code();
    }
}
