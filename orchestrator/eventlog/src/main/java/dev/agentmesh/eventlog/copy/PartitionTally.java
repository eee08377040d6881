package dev.agentmesh.eventlog.copy;

import dev.agentmesh.eventlog.copy.CopiedRecord.CopiedHeader;
import dev.agentmesh.eventlog.copy.CopyManifest.PartitionPart;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Counts and hashes the records of one partition as they pass. The hash is SHA-256 over all of them in order, each as {@code offset, 8
 * bytes | timestamp, 8 bytes | key | value | number of headers, 4 bytes | name and value of each}, every part preceded by its length in
 * 4 bytes, -1 for an absent one; so it does not depend on the file's format.
 */
final class PartitionTally {
    private final int partition;
    private final MessageDigest digest = Sha256.start();
    private long first = -1;
    private long last = -1;
    private long records;
    private long bytes;
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;

    PartitionTally(int partition) {
        this.partition = partition;
    }

    /** @throws IllegalArgumentException if it does not stand behind the one before */
    void add(CopiedRecord found) {
        if (found.offset() <= last) {
            throw new IllegalArgumentException(
                    "offset " + found.offset() + " of partition " + partition + " stands behind offset " + last);
        }
        if (records == 0) {
            first = found.offset();
        }
        last = found.offset();
        records++;
        bytes += found.size();
        earliest = found.timestamp().isBefore(earliest) ? found.timestamp() : earliest;
        latest = found.timestamp().isAfter(latest) ? found.timestamp() : latest;
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(found.offset())
                .putLong(found.timestamp().toEpochMilli())
                .array());
        part(found.key());
        part(found.value());
        length(found.headers().size());
        for (CopiedHeader header : found.headers()) {
            part(Optional.of(Octets.of(header.name().getBytes(StandardCharsets.UTF_8))));
            part(header.value());
        }
    }

    private void part(Optional<Octets> part) {
        length(part.map(Octets::size).orElse(-1));
        part.ifPresent(octets -> digest.update(octets.asBuffer()));
    }

    private void length(int value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /** What passed; ends the tally. */
    PartitionPart total() {
        return new PartitionPart(
                partition,
                first,
                last,
                records,
                bytes,
                records == 0 ? Optional.empty() : Optional.of(earliest),
                records == 0 ? Optional.empty() : Optional.of(latest),
                HexFormat.of().formatHex(digest.digest()));
    }
}
