package dev.agentmesh.topics.message;

import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.error.MeshException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's value: JSON bytes that never change, with their SHA-256. Equal by content.
 *
 * <p>A payload carries its bytes, or only a reference to where they are kept (claim check); size and hash are known either way.
 */
public final class Payload {
    public static final String JSON = "application/json";
    /** The most bytes a record carries itself. */
    public static final int MAX_INLINE = 262_144;

    private static final String ARTIFACT = "artifact:";
    private static final int SHA256_BYTES = 32;

    private final String contentType;
    private final long size;
    private final Octets sha256;
    private final byte @Nullable [] bytes;
    private final @Nullable String reference;

    private Payload(String contentType, long size, Octets sha256, byte @Nullable [] bytes, @Nullable String reference) {
        this.contentType = Checks.filled("contentType", contentType, 128);
        this.size = Checks.notNegative("size", size);
        this.sha256 = sha256;
        this.bytes = bytes;
        this.reference = reference;
    }

    /**
     * The bytes of one JSON value.
     *
     * @throws InvalidPayload if they are not strict JSON (see {@link StrictJson}), or more than {@link #MAX_INLINE}
     */
    public static Payload json(byte[] bytes) {
        if (bytes.length > MAX_INLINE) {
            throw InvalidPayload.tooLarge(bytes.length);
        }
        StrictJson.check(bytes);
        return new Payload(JSON, bytes.length, sha256Of(bytes), bytes.clone(), null);
    }

    /** Like {@link #json(byte[])} for text. */
    public static Payload json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A payload as a record said it was. Its form is not examined: a reader that acts for someone else's writer calls
     * {@link #requireStrict()}.
     *
     * @throws IllegalArgumentException if size or hash are not those of the bytes
     */
    public static Payload received(String contentType, long size, byte[] sha256, byte[] bytes) {
        Octets actual = sha256Of(bytes);
        if (size != bytes.length || !MessageDigest.isEqual(sha256, actual.toArray())) {
            throw new IllegalArgumentException(
                    "payload of " + bytes.length + " bytes does not have the size and SHA-256 that its record states");
        }
        return new Payload(contentType, size, actual, bytes.clone(), null);
    }

    /** A payload kept elsewhere. */
    public static Payload kept(String contentType, long size, byte[] sha256, String reference) {
        if (sha256.length != SHA256_BYTES) {
            throw new IllegalArgumentException("sha256 has " + sha256.length + " bytes; expected 32");
        }
        return new Payload(contentType, size, Octets.of(sha256), null, Checks.filled("reference", reference, 2_048));
    }

    /**
     * This payload, if it is strict JSON within the inline limit.
     *
     * @throws InvalidPayload otherwise
     */
    public Payload requireStrict() {
        if (bytes != null) {
            if (bytes.length > MAX_INLINE) {
                throw InvalidPayload.tooLarge(bytes.length);
            }
            StrictJson.check(bytes);
        }
        return this;
    }

    public String contentType() {
        return contentType;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    public Octets sha256() {
        return sha256;
    }

    public boolean isInline() {
        return bytes != null;
    }

    /** Where the bytes are kept; empty for an inline payload. */
    public Optional<String> reference() {
        return Optional.ofNullable(reference);
    }

    /** What the reference says, where the bytes are kept in the store of artifacts under their hash: {@code artifact:sha256}. */
    public Optional<ArtifactRef> artifact() {
        String name = HexFormat.of().formatHex(sha256.toArray());
        try {
            return (ARTIFACT + name).equals(reference)
                    ? Optional.of(new ArtifactRef(name, size, contentType))
                    : Optional.empty();
        } catch (MeshException e) {
            return Optional.empty();
        }
    }

    /** Kept in the store of artifacts. */
    public static Payload kept(ArtifactRef ref) {
        return kept(ref.contentType(), ref.size(), HexFormat.of().parseHex(ref.sha256()), ARTIFACT + ref.sha256());
    }

    /**
     * A copy of the bytes.
     *
     * @throws IllegalStateException if they are kept elsewhere
     */
    public byte[] bytes() {
        return inline().clone();
    }

    /** A view of the bytes that cannot be written through; fails like {@link #bytes()}. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(inline()).asReadOnlyBuffer();
    }

    /** The bytes as text; fails like {@link #bytes()}. */
    public String text() {
        return new String(inline(), StandardCharsets.UTF_8);
    }

    private byte[] inline() {
        if (bytes == null) {
            throw new IllegalStateException("payload of " + size + " bytes is kept at " + reference);
        }
        return bytes;
    }

    private static Octets sha256Of(byte[] bytes) {
        return Octets.of(Sha256.of(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && size == that.size
                && contentType.equals(that.contentType)
                && sha256.equals(that.sha256)
                && Objects.equals(reference, that.reference);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contentType, sha256);
    }

    @Override
    public String toString() {
        return "Payload[" + contentType + ", " + size + " bytes]";
    }
}
