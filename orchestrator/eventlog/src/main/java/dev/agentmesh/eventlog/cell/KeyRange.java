package dev.agentmesh.eventlog.cell;

/** Keys from {@code first} to {@code last}; both may stand in the store. */
public final class KeyRange {
    private final byte[] first;
    private final byte[] last;

    KeyRange(byte[] first, byte[] last) {
        this.first = first;
        this.last = last;
    }

    public byte[] first() {
        return first.clone();
    }

    public byte[] last() {
        return last.clone();
    }
}
