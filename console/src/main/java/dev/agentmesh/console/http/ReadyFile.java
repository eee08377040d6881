package dev.agentmesh.console.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells whoever started the process that it serves: a small JSON file that appears whole. */
final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, int port) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, "{\"pid\":" + ProcessHandle.current().pid() + ",\"port\":" + port + "}\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ready file " + file, e);
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the ready file " + file, e);
        }
    }
}
