package dev.agentmesh.eventlog.copy;

import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.Sha256;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies a part of a topic into {@code NAME.jsonl} with a manifest {@code NAME.manifest.json}. Both appear whole or not at all, the
 * manifest last: where there is a manifest, there is a complete copy.
 */
public final class TopicCopy {
    private static final String MANIFEST = ".manifest.json";

    private TopicCopy() {}

    /**
     * Copies the span, which must end.
     *
     * @param target folder and name without an ending; folders that are missing are made
     * @param takenAt what the manifest says about when
     * @return the manifest as written
     * @throws MeshException MESH-5041 if there is a copy of that name already, MESH-5001 and MESH-5002 like any reading
     */
    public static CopyManifest write(TopicReader reader, Span span, Path target, Instant takenAt) {
        if (span.to() instanceof Span.Stop.Never) {
            throw new IllegalArgumentException("a copy needs an end");
        }
        Path data = sibling(target, ".jsonl");
        Path manifestFile = manifestOf(target);
        if (Files.exists(data) || Files.exists(manifestFile)) {
            throw new MeshException(EventLogErrors.COPY_EXISTS, "there is a copy named " + target + " already");
        }
        try {
            Files.createDirectories(Objects.requireNonNull(data.toAbsolutePath().getParent()));
            Path part = sibling(target, ".jsonl.part");
            MessageDigest digest = Sha256.start();
            SortedMap<Integer, PartitionTally> tallies = copy(reader, span, part, digest);
            CopyManifest manifest = new CopyManifest(
                    reader.topic(),
                    takenAt,
                    data.getFileName().toString(),
                    HexFormat.of().formatHex(digest.digest()),
                    tallies.values().stream().map(PartitionTally::total).toList());
            Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
            Path manifestPart = sibling(target, MANIFEST + ".part");
            Files.writeString(manifestPart, manifest.toJson());
            Files.move(manifestPart, manifestFile, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the copy " + target, e);
        }
    }

    /** Where the manifest of a copy lies. */
    public static Path manifestOf(Path target) {
        return sibling(target, MANIFEST);
    }

    private static SortedMap<Integer, PartitionTally> copy(
            TopicReader reader, Span span, Path part, MessageDigest digest) throws IOException {
        SortedMap<Integer, PartitionTally> tallies = new TreeMap<>();
        span.partition().ifPresentOrElse(only -> tallies.put(only, new PartitionTally(only)), () -> {
            int partitions = reader.partitions();
            for (int partition = 0; partition < partitions; partition++) {
                tallies.put(partition, new PartitionTally(partition));
            }
        });
        try (var file = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
                var lines = new BufferedWriter(
                        new OutputStreamWriter(new DigestOutputStream(file, digest), StandardCharsets.UTF_8))) {
            reader.read(span, found -> {
                CopiedRecord copied = CopiedRecord.of(found);
                tallies.computeIfAbsent(copied.partition(), PartitionTally::new).add(copied);
                append(lines, RecordLine.write(copied));
                return Next.GO_ON;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return tallies;
    }

    private static void append(BufferedWriter lines, String line) {
        try {
            lines.write(line);
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sibling(Path target, String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }
}
