package dev.agentmesh.host.ledger;

/** Committed metadata is not a ledger of a format this version knows. Going on without it could run tasks twice. */
public final class UnreadableLedger extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableLedger(String what) {
        super(what);
    }
}
