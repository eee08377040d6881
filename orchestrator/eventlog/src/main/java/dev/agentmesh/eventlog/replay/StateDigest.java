package dev.agentmesh.eventlog.replay;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.topics.message.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * One number for a whole state: SHA-256 over all cells in key order, each as {@code length, 4 bytes | key | length, 4 bytes |
 * cell}, in the bytes the state store keeps. Equal states have equal digests as long as {@link CellCodec#FORMAT} is the same.
 *
 * @param hex 64 digits
 */
public record StateDigest(String hex) {
    public static StateDigest of(String runId, SortedMap<CellKey, Cell> cells) {
        MessageDigest digest = Sha256.start();
        cells.forEach((key, cell) -> {
            add(digest, CellKeyCodec.encode(runId, key));
            add(digest, CellCodec.encode(cell));
        });
        return new StateDigest(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    @Override
    public String toString() {
        return hex;
    }
}
