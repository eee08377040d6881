package dev.agentmesh.orchestrator;

import dev.agentmesh.topics.error.ErrorCode;

/** What can go wrong with an orchestrator process itself. */
final class OrchestratorErrors {
    static final ErrorCode SETTING = new ErrorCode(
            "MESH-1030",
            "a setting of the orchestrator is not valid",
            "an environment variable holds something it cannot mean",
            "give it a value in the range the message names, or unset it");

    private OrchestratorErrors() {}
}
