package dev.agentmesh.topics.serde;

import org.jspecify.annotations.Nullable;

/**
 * Generated Avro records of one type, as bytes. Safe for use by many threads. Only classes named {@code *Codec} hold one.
 *
 * @param <T> the generated type
 */
public interface RecordFormat<T> {
    /**
     * The value of a record of the topic; the topic decides the subject.
     *
     * @throws dev.agentmesh.topics.registry.RegistryUnavailable try again later
     * @throws dev.agentmesh.topics.registry.RegistryRefused MESH-6007 when the schema is not registered
     */
    byte[] encode(String topic, T record);

    /**
     * Reads a value with the schema it was written with, resolved to ours.
     *
     * @throws UndecodableRecord when no later try could read it
     * @throws dev.agentmesh.topics.registry.RegistryUnavailable try again later
     */
    T decode(byte @Nullable [] value) throws UndecodableRecord;

    /** Whether {@link #decode} would answer without asking the registry. */
    default boolean knows(byte @Nullable [] value) {
        return false;
    }
}
