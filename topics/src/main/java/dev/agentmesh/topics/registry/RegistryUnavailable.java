package dev.agentmesh.topics.registry;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import org.jspecify.annotations.Nullable;

/** The registry could not be reached or is out of order. Says nothing about any record: try again later. */
public final class RegistryUnavailable extends MeshException {
    private static final long serialVersionUID = 1;

    public RegistryUnavailable(String what, @Nullable Throwable cause) {
        super(TopicErrors.REGISTRY_UNREACHABLE, what, cause);
    }
}
