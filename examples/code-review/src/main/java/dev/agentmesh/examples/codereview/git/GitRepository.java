package dev.agentmesh.examples.codereview.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/** A git repository opened for reading. Cheap to open; one per task, closed by whoever opened it. */
public final class GitRepository implements AutoCloseable {
    /** Larger files are not reviewed: parsers take seconds on them and people do not read them either. */
    public static final int MAX_FILE_BYTES = 512 * 1024;

    static {
        OwnConfigurationOnly.install();
    }

    private final String path;
    private final Repository repository;

    private GitRepository(String path, Repository repository) {
        this.path = path;
        this.repository = repository;
    }

    /**
     * Opens a work tree, a folder inside one, a linked work tree or a bare repository.
     *
     * @param path absolute
     * @throws dev.agentmesh.agent.Poison when there is none; {@code REPOSITORY_NOT_ABSOLUTE}, {@code REPOSITORY_MISSING},
     *     {@code NOT_A_REPOSITORY}
     */
    public static GitRepository open(String path) throws IOException {
        File folder = existingFolder(path);
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        if (FileKey.isGitRepository(folder, FS.DETECTED)) {
            builder.setGitDir(folder);
        } else {
            builder.findGitDir(folder);
        }
        if (builder.getGitDir() == null) {
            throw Refusal.notARepository(path);
        }
        return new GitRepository(path, builder.build());
    }

    /**
     * The bytes of a file as committed.
     *
     * @throws dev.agentmesh.agent.Poison {@code BLOB_MISSING} when the repository has no such object
     */
    public byte[] content(String blob) throws IOException {
        try {
            ObjectLoader object = repository.open(ObjectId.fromString(blob), Constants.OBJ_BLOB);
            return object.getBytes(MAX_FILE_BYTES);
        } catch (MissingObjectException | InvalidObjectIdException ignored) {
            throw Refusal.blobMissing(blob, path);
        }
    }

    /** The folder's name without {@code .git}: what people call the repository. */
    public String name() {
        File folder = repository.isBare() ? repository.getDirectory() : repository.getWorkTree();
        String name = folder.getName();
        return name.endsWith(".git") && name.length() > 4 ? name.substring(0, name.length() - 4) : name;
    }

    /** The address of the remote {@code origin} without user name and password; empty when there is none. */
    public String origin() {
        String url = repository.getConfig().getString("remote", "origin", "url");
        return url == null ? "" : url.replaceFirst("(?<=^[a-z]{2,9}://)[^/@]*@", "");
    }

    public String path() {
        return path;
    }

    Repository jgit() {
        return repository;
    }

    @Override
    public void close() {
        repository.close();
    }

    private static File existingFolder(String path) {
        try {
            Path folder = Path.of(path);
            if (path.isBlank() || !folder.isAbsolute()) {
                throw Refusal.relativePath(path);
            }
            if (!Files.isDirectory(folder)) {
                throw Refusal.missing(path);
            }
            return folder.normalize().toFile();
        } catch (InvalidPathException ignored) {
            throw Refusal.missing(path.replace("\0", ""));
        }
    }
}
