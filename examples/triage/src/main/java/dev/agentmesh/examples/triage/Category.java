package dev.agentmesh.examples.triage;

/** What a message can be about. */
public enum Category {
    REFUND,
    OUTAGE,
    INVOICE,
    OTHER
}
