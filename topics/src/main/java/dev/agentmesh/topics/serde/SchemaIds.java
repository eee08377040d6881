package dev.agentmesh.topics.serde;

import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.RegistryRefused;
import dev.agentmesh.topics.registry.SchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.RegisteredSchema;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Which id our schemas have in the registry. Asks each time; {@link MeshFormat} remembers the answers. */
final class SchemaIds {
    enum Source {
        /** Registered by provisioning; a schema that is not there is an error. */
        LOOK_UP,
        /** {@code auto.register.schemas=true}: for trying things out. */
        REGISTER,
        /** {@code use.latest.version=true}: for registries that keep our schema in another spelling. */
        LATEST
    }

    private final SchemaRegistry registry;
    private final Source source;
    private final SubjectNaming naming;

    SchemaIds(SchemaRegistry registry, Source source, SubjectNaming naming) {
        this.registry = registry;
        this.source = source;
        this.naming = naming;
    }

    int idOf(String topic, Schema schema, String text) {
        String subject = naming.subject(topic, schema.getFullName());
        return switch (source) {
            case LOOK_UP -> lookUp(subject, text);
            case REGISTER -> registry.register(subject, text);
            case LATEST -> latest(subject, schema);
        };
    }

    private int lookUp(String subject, String text) {
        OptionalInt id = registry.lookup(subject, text);
        if (id.isEmpty()) {
            throw notRegistered("our schema is not registered under subject " + subject);
        }
        return id.getAsInt();
    }

    /** Bytes are written with our schema, so the id may only stand for one of the same shape. */
    private int latest(String subject, Schema schema) {
        RegisteredSchema newest =
                registry.latest(subject).orElseThrow(() -> notRegistered("there is no subject " + subject));
        Schema theirs = new Schema.Parser().parse(newest.schema());
        if (SchemaNormalization.parsingFingerprint64(theirs) != SchemaNormalization.parsingFingerprint64(schema)) {
            throw notRegistered("version " + newest.version() + " of subject " + subject + " differs from our schema");
        }
        return newest.id();
    }

    private static RegistryRefused notRegistered(String what) {
        return new RegistryRefused(TopicErrors.NOT_REGISTERED, what);
    }
}
