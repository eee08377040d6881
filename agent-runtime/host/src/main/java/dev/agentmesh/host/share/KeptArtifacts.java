package dev.agentmesh.host.share;

import dev.agentmesh.agent.Artifact;
import dev.agentmesh.agent.ArtifactException;
import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.artifact.ArtifactStore;
import dev.agentmesh.topics.error.MeshException;
import java.util.Optional;
import java.util.function.Function;

/** The artifacts of a namespace in the words of an agent's author. Safe for use by many threads. */
public final class KeptArtifacts implements Artifacts {
    private final Optional<ArtifactStore> store;

    /** @param store empty where none is configured: then every use is refused */
    public KeptArtifacts(Optional<ArtifactStore> store) {
        this.store = store;
    }

    @Override
    public Artifact keep(byte[] bytes, String contentType) {
        return with(found -> {
            ArtifactRef ref = found.put(bytes, contentType);
            return new Artifact(ref.sha256(), ref.size(), ref.contentType());
        });
    }

    @Override
    public byte[] bytes(Artifact artifact) {
        return with(found -> found.get(new ArtifactRef(artifact.sha256(), artifact.size(), artifact.contentType())));
    }

    private <T> T with(Function<ArtifactStore, T> use) {
        ArtifactStore found = store.orElseThrow(() -> new ArtifactException(
                ArtifactException.NO_STORE, "this host has no store for artifacts: mesh.artifacts is not set"));
        try {
            return use.apply(found);
        } catch (MeshException e) {
            throw new ArtifactException(e.code(), String.valueOf(e.getMessage()));
        }
    }
}
