package dev.agentmesh.core.value;

/**
 * Which step of which run a run was started by.
 *
 * @param runId of the parent
 * @param path of the parent's step
 * @param depth how many runs stand above, from 1
 * @param detached the parent does not wait for the end
 */
public record ParentLink(String runId, StepPath path, int depth, boolean detached) {}
