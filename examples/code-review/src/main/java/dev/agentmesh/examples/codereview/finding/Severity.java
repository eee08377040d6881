package dev.agentmesh.examples.codereview.finding;

/** How much a finding matters, the worst first; the names are what crosses the wire. */
public enum Severity {
    critical,
    high,
    medium,
    low,
    info;

    /** One step less severe; {@code info} stays. */
    public Severity lower() {
        return values()[Math.min(ordinal() + 1, info.ordinal())];
    }

    public boolean isWorseThan(Severity other) {
        return ordinal() < other.ordinal();
    }
}
