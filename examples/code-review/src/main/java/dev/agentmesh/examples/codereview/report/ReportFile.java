package dev.agentmesh.examples.codereview.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A report on disk.
 *
 * @param path absolute
 * @param sha256 of its bytes
 */
public record ReportFile(String path, String sha256, long bytes) {
    /** Writes the whole file or nothing: a reader sees the old report or the new one, never half of one. */
    static ReportFile write(Path folder, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Path target = folder.resolve(name);
        // Not a temporary file of the library: those may be read by nobody else, and a report should be.
        Path draft = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
        return new ReportFile(target.toString(), Sha256.hex(bytes), bytes.length);
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network file systems cannot; a whole file late is better than none.
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
