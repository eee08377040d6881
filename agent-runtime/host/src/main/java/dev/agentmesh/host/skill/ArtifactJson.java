package dev.agentmesh.host.skill;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.host.shape.References;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.error.MeshException;
import java.io.IOException;

/** An {@link Artifact} in an author's record as the reference it is on the wire. */
final class ArtifactJson {
    private ArtifactJson() {}

    static SimpleModule module() {
        return new SimpleModule("artifacts")
                .addSerializer(Artifact.class, new Writer())
                .addDeserializer(Artifact.class, new Reader());
    }

    private static final class Writer extends JsonSerializer<Artifact> {
        @Override
        public void serialize(Artifact artifact, JsonGenerator json, SerializerProvider context) throws IOException {
            ArtifactRef ref;
            try {
                ref = new ArtifactRef(artifact.sha256(), artifact.size(), artifact.contentType());
            } catch (MeshException e) {
                throw new IOException(e.getMessage(), e);
            }
            json.writeStartObject();
            json.writeObjectFieldStart(ArtifactRef.FIELD);
            json.writeStringField("sha256", ref.sha256());
            json.writeNumberField("size", ref.size());
            json.writeStringField("contentType", ref.contentType());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static final class Reader extends JsonDeserializer<Artifact> {
        @Override
        public Artifact deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(json);
            try {
                ArtifactRef ref =
                        References.of(node).orElseThrow(() -> new IOException("expected a reference to an artifact"));
                return new Artifact(ref.sha256(), ref.size(), ref.contentType());
            } catch (MeshException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
