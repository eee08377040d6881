package dev.agentmesh.host.skill;

/** Why an attempt did not succeed, in the words of the results topic. What follows is the orchestrator's to decide. */
public enum FailureKind {
    /** Any exception: trying again may help. */
    TRANSIENT,
    /** This input can never succeed here. */
    POISON,
    /** A business "no". */
    DECLINED,
    /** The deadline passed before the skill ended. */
    TIMEOUT,
    INVALID_INPUT,
    INVALID_OUTPUT,
    /** The host had to give the attempt up. */
    LOST
}
