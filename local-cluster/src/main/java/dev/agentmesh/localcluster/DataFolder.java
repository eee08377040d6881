package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ProcessIdentity;
import dev.agentmesh.localcluster.process.ProcessRecord;
import dev.agentmesh.localcluster.process.ProcessRecord.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder a server keeps its data in, held for this process alone while open. Locks end with the process, however it
 * ends, so nothing has to be cleaned up after a crash.
 */
public final class DataFolder implements AutoCloseable {

    /** Enough for a server to start and run for a while: 1 GiB. */
    public static final long DEFAULT_FREE_BYTES = 1L << 30;

    private static final String LOCK = "lock";

    /** Beside the lock and not inside it: some systems let nobody read a locked file, and closing it after a read would end our own lock. */
    private static final String HOLDER = "holder.json";

    private static final String VERSION = "version.json";

    /**
     * Folders held by this JVM. The operating system knows locks of processes only, and ends ours as soon as any other
     * channel to the same file is closed: a second open in this JVM must fail before it touches the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder if needed and takes it.
     *
     * @param freeBytes how much the disk must have left
     * @throws LocalClusterException {@code MESH-1021} if another server has it, {@code MESH-1022} if newer software wrote
     *     it, {@code MESH-1023} if the disk is nearly full, {@code MESH-1027} if it cannot be written to
     */
    public static DataFolder open(Path folder, long freeBytes) {
        var asked = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(asked);
            var path = asked.toRealPath();
            requireSpace(path, freeBytes);
            return new DataFolder(path, lock(path)).checked();
        } catch (IOException | IllegalArgumentException unusable) {
            throw Failures.folderUnusable(asked, unusable);
        }
    }

    /** Absolute, without symbolic links. */
    public Path path() {
        return path;
    }

    /** Gives the folder back; its content stays. */
    @Override
    public void close() {
        // A second close must not give back what somebody else has taken in the meantime.
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            HELD_HERE.remove(path);
        }
    }

    private static void requireSpace(Path path, long needed) throws IOException {
        var free = Files.getFileStore(path).getUsableSpace();
        if (free < needed) {
            throw Failures.diskFull(path, free, needed);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        if (!HELD_HERE.add(path)) {
            throw Failures.folderLocked(path, ProcessIdentity.current().describe());
        }
        try {
            var file = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                throw Failures.folderLocked(path, holder(path));
            }
            return file;
        } catch (IOException | RuntimeException notOurs) {
            HELD_HERE.remove(path);
            throw notOurs;
        }
    }

    private static String holder(Path path) throws IOException {
        return ProcessRecord.read(path.resolve(HOLDER))
                .map(record -> record.process().describe())
                .orElse("unknown");
    }

    private DataFolder checked() throws IOException {
        try {
            var file = path.resolve(VERSION);
            var ours = DataVersion.current();
            var found = DataVersion.read(file);
            if (found.isPresent() && !found.get().isReadableBy(ours)) {
                throw Failures.dataTooNew(path, found.get(), ours);
            }
            ours.write(file);
            new ProcessRecord(ProcessIdentity.current(), Optional.empty(), 0, State.READY).write(path.resolve(HOLDER));
            return this;
        } catch (IOException | RuntimeException unusable) {
            close();
            throw unusable;
        }
    }
}
