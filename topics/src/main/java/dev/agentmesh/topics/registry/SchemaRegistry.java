package dev.agentmesh.topics.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Avro schemas by id and by subject. Safe for use by many threads; every call may go over the network.
 *
 * <p>Schemas are JSON text. Every method throws {@link RegistryUnavailable} when the registry cannot be reached, which a later try
 * may mend, and {@link RegistryRefused} when it answered and the answer is no.
 */
public interface SchemaRegistry {
    /**
     * Makes the schema the newest of its subject and returns its id; a schema that is there already keeps its id.
     *
     * @throws RegistryRefused with code MESH-6002 when the subject's compatibility level forbids it
     */
    int register(String subject, String schema);

    /** The id of a schema under its subject; empty when the subject does not have it. */
    OptionalInt lookup(String subject, String schema);

    /** The schema with an id; empty when the registry knows none. */
    Optional<String> schemaById(int id);

    /** The newest schema of a subject; empty when there is no such subject. */
    Optional<RegisteredSchema> latest(String subject);

    /** All subjects, in the registry's order. */
    List<String> subjects();

    /** Whether the subject would take the schema; true for a subject that does not exist yet. */
    boolean isCompatible(String subject, String schema);

    /** The level set for a subject; empty when it has none of its own and follows {@link #defaultCompatibility()}. */
    Optional<Compatibility> compatibility(String subject);

    Compatibility defaultCompatibility();

    void setCompatibility(String subject, Compatibility level);

    /**
     * @param version from 1
     * @param schema JSON text
     */
    record RegisteredSchema(String subject, int version, int id, String schema) {}

    /** What a new schema of a subject must be able to read of the older ones. */
    enum Compatibility {
        NONE,
        BACKWARD,
        BACKWARD_TRANSITIVE,
        FORWARD,
        FORWARD_TRANSITIVE,
        FULL,
        FULL_TRANSITIVE;

        /** Whether a reader with the newest schema reads everything ever written: what a log kept for ever needs. */
        public boolean readsAllHistory() {
            return this == BACKWARD_TRANSITIVE || this == FULL_TRANSITIVE;
        }
    }
}
