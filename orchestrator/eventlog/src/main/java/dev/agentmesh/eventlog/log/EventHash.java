package dev.agentmesh.eventlog.log;

import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of an event as it stands in the log, or {@link #NONE}: what the first event of a run follows on. */
public final class EventHash {
    /** In bytes. */
    public static final int SIZE = 32;

    public static final EventHash NONE = new EventHash(new byte[0]);

    private final byte[] bytes;

    private EventHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 32 bytes, or none */
    public static EventHash of(byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("hash has " + bytes.length + " bytes; expected 32, or none");
        }
        return new EventHash(bytes.clone());
    }

    public static EventHash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** A copy: 32 bytes, or none. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length == 0 ? "none" : hex();
    }
}
