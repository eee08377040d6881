package dev.agentmesh.eventlog.log;

import java.nio.ByteBuffer;

/**
 * Where a run's log ends: the next event gets {@code seq + 1} and follows on {@code hash}.
 *
 * @param seq of the last event, 0 when there is none
 * @param hash of the last event
 */
public record LogHead(long seq, EventHash hash) {
    public static final LogHead EMPTY = new LogHead(0, EventHash.NONE);

    private static final byte FORMAT = 1;
    private static final int SIZE = 1 + Long.BYTES + EventHash.SIZE;

    public LogHead {
        if (seq < 0 || (seq == 0) != hash.equals(EventHash.NONE)) {
            throw new IllegalArgumentException(
                    "Expected a hash exactly when there are events but found seq " + seq + " with hash " + hash);
        }
    }

    /** For the state store: one byte for the format, the position, the hash. Only a head with events is stored. */
    public byte[] toBytes() {
        if (seq == 0) {
            throw new IllegalStateException("an empty log has no head to store");
        }
        return ByteBuffer.allocate(SIZE)
                .put(FORMAT)
                .putLong(seq)
                .put(hash.bytes())
                .array();
    }

    /** Whether these bytes are a head's. */
    public static boolean isHead(byte[] bytes) {
        return bytes.length == SIZE && bytes[0] == FORMAT;
    }

    /** @throws IllegalArgumentException if the bytes are not a head's */
    public static LogHead ofBytes(byte[] bytes) {
        if (!isHead(bytes)) {
            throw new IllegalArgumentException(
                    "Expected the head of a log in format " + FORMAT + " but found " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, SIZE - 1);
        long seq = buffer.getLong();
        byte[] hash = new byte[EventHash.SIZE];
        buffer.get(hash);
        return new LogHead(seq, EventHash.of(hash));
    }
}
