package dev.agentmesh.agent;

import java.nio.charset.StandardCharsets;

/**
 * Where large values are kept for all agents of the mesh. Nobody needs it for what a skill returns as a whole: an output over 256 KiB is
 * kept here by itself, and a skill that is given such a value gets the value. It is for parts of a value: raw material that goes along
 * with a summary of it. Safe for use by many threads.
 */
public interface Artifacts {
    /**
     * Keeps bytes, durably; the same bytes again are the same artifact.
     *
     * @param contentType a media type
     * @throws ArtifactException {@code MESH-3040} where the host has no store, {@code MESH-5003} for more than 64 MiB, {@code MESH-6018}
     *     when the store cannot be written
     */
    Artifact keep(byte[] bytes, String contentType);

    /** Keeps a text as {@code text/plain} in UTF-8; throws like the other. */
    default Artifact keep(String text) {
        return keep(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    /**
     * The bytes, which are those that were kept.
     *
     * @throws ArtifactException {@code MESH-3040} where the host has no store, {@code MESH-6017} when they are gone or damaged,
     *     {@code MESH-6018} when the store cannot be read
     */
    byte[] bytes(Artifact artifact);

    /** The bytes as UTF-8; throws like {@link #bytes}. */
    default String text(Artifact artifact) {
        return new String(bytes(artifact), StandardCharsets.UTF_8);
    }
}
