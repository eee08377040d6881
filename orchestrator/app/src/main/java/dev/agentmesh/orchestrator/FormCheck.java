package dev.agentmesh.orchestrator;

import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** Whether the values of a form fit its schema. Safe for use by many threads. */
@FunctionalInterface
public interface FormCheck {
    /** Why not, empty when they do. */
    Optional<String> misfit(String schema, Payload values);
}
