package dev.agentmesh.examples.codereview.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
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
            return bytes(blob);
        } catch (MissingObjectException | InvalidObjectIdException ignored) {
            throw Refusal.blobMissing(blob, path);
        }
    }

    byte[] bytes(String blob) throws IOException {
        return repository.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getBytes(MAX_FILE_BYTES);
    }

    /** Whether a file of any size is binary, by its beginning. */
    boolean looksBinary(String blob) throws IOException {
        try (InputStream content =
                repository.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).openStream()) {
            return RawText.isBinary(content);
        }
    }

    /** What people call the repository: the last part of the remote's address, else its folder's name. */
    public String name() {
        String address = origin().isEmpty() ? repository.getCommonDirectory().getPath() : origin();
        String name = address.replaceFirst("(/?\\.git)?/*$", "").replaceFirst("^.*[/:\\\\]", "");
        return name.isEmpty() ? "repository" : name;
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
