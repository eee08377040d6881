package dev.agentmesh.eventlog.copy;

import dev.agentmesh.eventlog.copy.CopyManifest.PartitionPart;
import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares a copy with its manifest, and the manifest with the topic. */
public final class CopyCheck {
    private static final int MOST_FAULTS = 100;

    private final CopyManifest manifest;
    private final SortedMap<Integer, PartitionTally> tallies = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long records;

    private CopyCheck(CopyManifest manifest) {
        this.manifest = manifest;
        manifest.partitions().forEach(part -> tallies.put(part.partition(), new PartitionTally(part.partition())));
    }

    /**
     * Reads the file beside the manifest again.
     *
     * @throws MeshException MESH-5042 if manifest or file cannot be read
     */
    public static CopyReport file(Path manifestFile) {
        CopyCheck check = new CopyCheck(manifest(manifestFile));
        MessageDigest digest = Sha256.start();
        Path data = manifestFile.resolveSibling(check.manifest.file());
        try (var file = new DigestInputStream(Files.newInputStream(data), digest);
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.line(++number, line);
            }
        } catch (IOException e) {
            throw new MeshException(EventLogErrors.COPY_UNREADABLE, "cannot read " + data + ": " + e.getMessage(), e);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (!hash.equals(check.manifest.fileSha256())) {
            check.fault("file " + check.manifest.file() + " has SHA-256 " + hash + ", the manifest says "
                    + check.manifest.fileSha256());
        }
        return check.report();
    }

    /** Reads the same records from the topic again; what retention has deleted since is a fault too. */
    public static CopyReport topic(CopyManifest manifest, TopicReader reader) {
        CopyCheck check = new CopyCheck(manifest);
        Map<Integer, Long> from = new HashMap<>();
        Map<Integer, Long> to = new HashMap<>();
        for (PartitionPart part : manifest.partitions()) {
            from.put(part.partition(), Math.max(part.first(), 0));
            to.put(part.partition(), part.last() + 1);
        }
        reader.read(Span.of(new Span.Start.Offsets(from), new Span.Stop.Offsets(to)), found -> {
            if (check.tallies.containsKey(found.partition())) {
                check.record(CopiedRecord.of(found));
            }
            return Next.GO_ON;
        });
        return check.report();
    }

    /** @throws MeshException MESH-5042 if it cannot be read */
    public static CopyManifest manifest(Path file) {
        try {
            return CopyManifest.ofJson(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new MeshException(
                    EventLogErrors.COPY_UNREADABLE, "cannot read the manifest " + file + ": " + e.getMessage(), e);
        }
    }

    private void line(long number, String line) {
        try {
            record(RecordLine.read(line));
        } catch (IllegalArgumentException | NullPointerException e) {
            fault("line " + number + " is no record: " + e.getMessage());
        }
    }

    private void record(CopiedRecord copied) {
        records++;
        PartitionTally tally = tallies.get(copied.partition());
        if (tally == null) {
            throw new IllegalArgumentException("partition " + copied.partition() + " is not in the manifest");
        }
        tally.add(copied);
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    private CopyReport report() {
        for (PartitionPart expected : manifest.partitions()) {
            PartitionTally tally = tallies.get(expected.partition());
            PartitionPart actual = tally == null ? expected : tally.total();
            if (!actual.equals(expected)) {
                fault("partition " + expected.partition() + " has " + words(actual) + ", the manifest says "
                        + words(expected));
            }
        }
        return new CopyReport(manifest, records, faults);
    }

    private static String words(PartitionPart part) {
        return part.records() + " records from offset " + part.first() + " to " + part.last() + " with SHA-256 "
                + part.sha256();
    }
}
