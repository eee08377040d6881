package dev.agentmesh.topics.artifact;

import dev.agentmesh.topics.clients.ClusterSettings;
import java.util.Optional;

/**
 * Keeps bytes by their hash. All processes of a namespace see the same artifacts, and none of another's. Nothing is ever changed or
 * removed by the mesh: the log refers to artifacts as long as it is kept. Safe for use by many threads.
 */
public interface ArtifactStore {
    /** The most bytes of one artifact: they are held in memory while they are written and read. */
    int MAX_BYTES = 67_108_864;

    /**
     * Keeps the bytes; returns when they are durable. The same bytes again change nothing.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-5003 for more than {@link #MAX_BYTES}, MESH-6018 when the store cannot be
     *     written, which may pass
     */
    ArtifactRef put(byte[] bytes, String contentType);

    /**
     * The bytes, with the hash and the size that the reference states.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-6017 when they are not there or not those that were kept, MESH-6018 when
     *     the store cannot be read, which may pass
     */
    byte[] get(ArtifactRef ref);

    /**
     * The size of the artifact of that name, for those who know no more of it.
     *
     * @throws dev.agentmesh.topics.error.MeshException as {@link #get}
     */
    long size(String sha256);

    /**
     * The store that {@code mesh.artifacts} names; empty when it names none.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-5018 for anything but a {@code file:} address or an absolute path
     */
    static Optional<ArtifactStore> of(ClusterSettings settings) {
        return settings.artifacts()
                .map(folder -> new FolderArtifacts(folder, settings.names().namespace()));
    }
}
