package dev.agentmesh.topics.serde;

import org.jspecify.annotations.Nullable;

/**
 * Wire and domain form of the records of one topic. Safe for use by many threads.
 *
 * <p>Both directions may need the registry the first time they meet a schema, and throw {@code RegistryUnavailable} when it cannot
 * be reached; trying again later helps.
 */
public interface MessageCodec<T> {
    byte[] encode(T message);

    /**
     * @param value null for a tombstone, which is not a message
     * @throws UndecodableRecord when no later try could read the bytes
     */
    T decode(byte @Nullable [] value) throws UndecodableRecord;

    /** Whether {@link #decode} would answer at once: nobody has to be asked about the schema. */
    default boolean knows(byte @Nullable [] value) {
        return false;
    }
}
