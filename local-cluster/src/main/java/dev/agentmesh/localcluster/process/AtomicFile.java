package dev.agentmesh.localcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files that others read at any moment: a reader sees the old content or the new one, never half of it. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Replaces the content; the file's folder must exist. */
    public static void write(Path file, String content) throws IOException {
        // Unique per process and in the same folder: a rename is atomic only within one file system.
        var draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
