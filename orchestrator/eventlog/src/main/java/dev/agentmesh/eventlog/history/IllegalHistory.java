package dev.agentmesh.eventlog.history;

/** An event that cannot stand where it stands. */
final class IllegalHistory extends Exception {
    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule what the event breaks */
    IllegalHistory(String rule) {
        super(rule);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
