package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import java.util.Optional;

/** Whether an input fits its workflow's schema. Safe for use by many threads. */
@FunctionalInterface
public interface StartCheck {
    /** Why not, empty when it does. */
    Optional<Failure> problem(Workflow workflow, Payload input);
}
