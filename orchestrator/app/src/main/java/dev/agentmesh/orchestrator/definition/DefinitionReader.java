package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.definition.Workflow;

/** Parses a deployed text. Safe for use by many threads. */
@FunctionalInterface
public interface DefinitionReader {
    /**
     * @param name for messages
     * @throws IllegalArgumentException when the text is no definition this version understands, saying why
     */
    Workflow read(String source, String name);
}
