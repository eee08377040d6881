package dev.agentmesh.orchestrator;

import io.micronaut.runtime.Micronaut;

/** The orchestrator as a process of its own. Everything comes from the environment, see {@link OrchestratorSettings}. */
public final class OrchestratorProcess {
    private OrchestratorProcess() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(OrchestratorProcess.class).banner(false).start();
    }
}
