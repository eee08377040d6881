package dev.agentmesh.topics.registry;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import org.jspecify.annotations.Nullable;

/** The registry answered, and the answer is no. Trying the same again does not help. */
public final class RegistryRefused extends MeshException {
    private static final long serialVersionUID = 1;

    public RegistryRefused(ErrorCode error, String what) {
        super(error, what, null);
    }

    public RegistryRefused(ErrorCode error, String what, @Nullable Throwable cause) {
        super(error, what, cause);
    }
}
