package dev.agentmesh.topics.artifact;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A folder that all processes see, such as a shared file system. Files are named by the hash of what is in them. */
final class FolderArtifacts implements ArtifactStore {
    private final Path folder;

    /** @param namespace has a folder of its own, so that no name leads from one to another */
    FolderArtifacts(Path root, String namespace) {
        this.folder = root.resolve(namespace);
    }

    @Override
    public ArtifactRef put(byte[] bytes, String contentType) {
        if (bytes.length > MAX_BYTES) {
            throw new MeshException(
                    TopicErrors.MESSAGE_TOO_LARGE,
                    "value has " + bytes.length + " bytes, the limit for an artifact is " + MAX_BYTES + " (64 MiB)");
        }
        ArtifactRef ref = ArtifactRef.of(bytes, contentType);
        Path file = file(ref.sha256());
        try {
            // Half a file has a name of its own, so whatever has this name is whole unless a disk failed.
            if (!Files.exists(file) || Files.size(file) != bytes.length) {
                write(bytes, file);
            }
            return ref;
        } catch (IOException e) {
            throw unusable("write", e);
        }
    }

    private void write(byte[] bytes, Path file) throws IOException {
        Path parent = folder.resolve("half");
        Files.createDirectories(parent);
        Path half = parent.resolve(UUID.randomUUID().toString());
        try {
            try (FileChannel channel =
                    FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                // A reference in the log must not be more durable than what it refers to.
                channel.force(true);
            }
            Files.createDirectories(file.resolveSibling(""));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    @Override
    public byte[] get(ArtifactRef ref) {
        if (ref.size() > MAX_BYTES) {
            throw damaged(
                    ref.sha256(), "its reference says it has " + ref.size() + " bytes, more than an artifact may have");
        }
        long size = size(ref.sha256());
        if (size != ref.size()) {
            throw damaged(ref.sha256(), "it has " + size + " bytes, its reference says " + ref.size());
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(ref.sha256()));
        } catch (IOException e) {
            throw unusable("read", e);
        }
        String found = Sha256.hex(bytes);
        if (!found.equals(ref.sha256())) {
            throw damaged(ref.sha256(), "its bytes have the SHA-256 " + found);
        }
        return bytes;
    }

    @Override
    public long size(String sha256) {
        Path file = file(new ArtifactRef(sha256, 0, "application/json").sha256());
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new MeshException(TopicErrors.ARTIFACT_MISSING, "artifact " + sha256 + " is not in " + folder, e);
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    /** Two letters of the name are a folder: a million files stay a few thousand in each. */
    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static MeshException damaged(String sha256, String how) {
        return new MeshException(TopicErrors.ARTIFACT_MISSING, "artifact " + sha256 + " is not what was kept: " + how);
    }

    private MeshException unusable(String what, IOException e) {
        return new MeshException(
                TopicErrors.ARTIFACT_STORE, "cannot " + what + " artifacts in " + folder + ": " + e, e);
    }
}
