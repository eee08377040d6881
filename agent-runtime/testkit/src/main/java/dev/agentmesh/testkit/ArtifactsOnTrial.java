package dev.agentmesh.testkit;

import dev.agentmesh.agent.Artifact;
import dev.agentmesh.agent.ArtifactException;
import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in memory, those of all tasks of one agent under test. */
final class ArtifactsOnTrial implements Artifacts {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Artifact keep(byte[] bytes, String contentType) {
        ArtifactRef ref = ArtifactRef.of(bytes, contentType);
        kept.put(ref.sha256(), bytes.clone());
        return new Artifact(ref.sha256(), ref.size(), ref.contentType());
    }

    @Override
    public byte[] bytes(Artifact artifact) {
        byte[] bytes = kept.get(artifact.sha256());
        if (bytes == null) {
            throw new ArtifactException(
                    TopicErrors.ARTIFACT_MISSING.code(),
                    "artifact " + artifact.sha256() + " was not kept by this agent under test");
        }
        return bytes.clone();
    }
}
