package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record cannot be read, now or later: poison. The reader gives the record up to the dead letters. An outage of
 * the registry is never this; it surfaces as a {@code RegistryUnavailable} and is tried again.
 */
public final class UndecodableRecord extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ErrorCode error;

    public UndecodableRecord(ErrorCode error, String what) {
        this(error, what, null);
    }

    public UndecodableRecord(ErrorCode error, String what, @Nullable Throwable cause) {
        super(error.code() + " " + what, cause);
        this.error = error;
    }

    public ErrorCode error() {
        return error;
    }

    /** Such as {@code MESH-6004}. */
    public String code() {
        return error.code();
    }
}
