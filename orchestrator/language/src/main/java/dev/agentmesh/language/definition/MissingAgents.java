package dev.agentmesh.language.definition;

/** What becomes of a step whose agent or skill the directory does not know. */
public enum MissingAgents {
    /** It is a problem of the definition. */
    REFUSED,
    /** It is taken for granted: the agent is to be started later. */
    ALLOWED
}
