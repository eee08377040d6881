package dev.agentmesh.eventlog.chain;

import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.topics.message.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The hash of an event: {@code SHA-256(0x00 | length of runId, 2 bytes | runId | seq, 8 bytes | length of prevHash, 1 byte |
 * prevHash | Avro binary)}, numbers big-endian.
 *
 * <p>The Avro binary is the stored record without its five-byte frame, as it was written: a copy in another registry has the same
 * hashes, and a reader with a newer schema computes the same ones. It holds time, cause and body, so the hash covers all of them.
 * The leading 0x00 keeps it apart from the inner nodes of a Merkle tree over the same events (RFC 6962).
 */
public final class HashChain {
    /** Magic byte and schema id, see Confluent's wire format. */
    private static final int FRAME = 5;

    private HashChain() {}

    /**
     * The hash of the event in {@code value}.
     *
     * @param value the record's value with its frame
     */
    public static EventHash hash(String runId, long seq, EventHash prevHash, byte[] value) {
        if (value.length < FRAME) {
            throw new IllegalArgumentException("Expected a framed record but found " + value.length + " bytes");
        }
        byte[] run = runId.getBytes(StandardCharsets.UTF_8);
        byte[] prev = prevHash.bytes();
        ByteBuffer start = ByteBuffer.allocate(1 + Short.BYTES + run.length + Long.BYTES + 1 + prev.length);
        start.put((byte) 0).putShort((short) run.length).put(run).putLong(seq);
        start.put((byte) prev.length).put(prev);
        MessageDigest digest = Sha256.start();
        digest.update(start.array());
        digest.update(value, FRAME, value.length - FRAME);
        return EventHash.of(digest.digest());
    }
}
