package dev.agentmesh.agent;

/**
 * A value that travels by reference, because it is large or no JSON. A record with such a component, or a skill that takes or gives
 * one, holds the reference; whoever needs the bytes asks {@link Artifacts#bytes}.
 *
 * @param sha256 of the bytes, 64 hexadecimal digits in lower case; equal bytes are the same artifact
 * @param size in bytes
 * @param contentType a media type such as {@code text/plain}
 */
public record Artifact(String sha256, long size, String contentType) {}
