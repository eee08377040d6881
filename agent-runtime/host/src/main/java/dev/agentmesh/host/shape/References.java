package dev.agentmesh.host.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.agentmesh.host.shape.Shape.Field;
import dev.agentmesh.host.shape.Shape.Presence;
import dev.agentmesh.topics.artifact.ArtifactRef;
import dev.agentmesh.topics.artifact.ArtifactStore;
import dev.agentmesh.topics.message.Payload;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts what references stand for in their place, but where the schema asks for the reference itself. One for each value. */
public final class References {
    /** How a reference looks as a value of its own. */
    static final Shape.Fields SHAPE = shape();

    private final Schema schema;
    private final Source source;
    private long fetched;

    /** Where the bytes come from, and how JSON is read. */
    public interface Source {
        byte[] bytes(ArtifactRef ref) throws IOException;

        JsonNode parse(byte[] json) throws IOException;
    }

    public References(Schema schema, Source source) {
        this.schema = schema;
        this.source = source;
    }

    /**
     * The value with everything in it that the schema's type wants to see. The node may be changed.
     *
     * @throws IOException for a reference that cannot be one, content that is not JSON although it says so, more than an artifact may
     *     have in all, and as the source
     */
    public JsonNode fetch(JsonNode value) throws IOException {
        return fetch(schema.root(), value);
    }

    /** The reference that the value is, if it is one: an object with no other field. */
    public static Optional<ArtifactRef> of(JsonNode value) {
        JsonNode parts = value.isObject() && value.size() == 1 ? value.get(ArtifactRef.FIELD) : null;
        return parts == null || !parts.isObject()
                ? Optional.empty()
                : Optional.of(new ArtifactRef(
                        parts.path("sha256").asText(),
                        parts.path("size").asLong(-1),
                        parts.path("contentType").asText()));
    }

    private JsonNode fetch(Shape declared, JsonNode value) throws IOException {
        Shape shape = schema.resolve(declared);
        if (!value.isContainerNode() || takesReference(shape)) {
            return value;
        }
        Optional<ArtifactRef> ref = of(value);
        JsonNode whole = ref.isPresent() ? content(ref.get(), value) : value;
        return switch (shape) {
            case Shape.Anything _ -> parts(shape, whole);
            case Shape.Array(Shape item) -> parts(item, whole);
            case Shape.Dictionary(Shape item) -> parts(item, whole);
            case Shape.Nullable(Shape inner) -> fetch(inner, whole);
            case Shape.Wrappable(String field, Shape inner) ->
                ShapeCheck.wrapped(field, whole) == null ? fetch(inner, whole) : parts(inner, whole);
            case Shape.Fields fields -> fields(fields, whole);
            case Shape.Nothing _, Shape.Truth _, Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Choice _ -> whole;
            case Shape.Reference _ -> throw new IllegalStateException("a definition is never a reference");
        };
    }

    private JsonNode parts(Shape shape, JsonNode value) throws IOException {
        switch (value) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    entry.setValue(fetch(shape, entry.getValue()));
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, fetch(shape, array.get(i)));
                }
            }
            default -> {}
        }
        return value;
    }

    /** What the type does not know, it does not read. */
    private JsonNode fields(Shape.Fields shape, JsonNode value) throws IOException {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                Field known = shape.fields().get(entry.getKey());
                if (known != null) {
                    entry.setValue(fetch(known.shape(), entry.getValue()));
                }
            }
        }
        return value;
    }

    private boolean takesReference(Shape shape) {
        return switch (shape) {
            case Shape.Fields fields -> fields.fields().containsKey(ArtifactRef.FIELD);
            case Shape.Nullable(Shape inner) -> takesReference(schema.resolve(inner));
            case Shape.Anything _,
                    Shape.Nothing _,
                    Shape.Truth _,
                    Shape.Text _,
                    Shape.Whole _,
                    Shape.Decimal _,
                    Shape.Choice _,
                    Shape.Array _,
                    Shape.Dictionary _,
                    Shape.Reference _,
                    Shape.Wrappable _ -> false;
        };
    }

    /** JSON as the value it is, a text as a string; of everything else only the reference can be had. */
    private JsonNode content(ArtifactRef ref, JsonNode value) throws IOException {
        boolean json = ref.contentType().equals(Payload.JSON);
        if (!json && !ref.contentType().startsWith("text/")) {
            return value;
        }
        fetched += ref.size();
        if (fetched > ArtifactStore.MAX_BYTES) {
            throw new IOException("the artifacts of one input have " + fetched + " bytes in all, the limit is "
                    + ArtifactStore.MAX_BYTES + " (64 MiB); take some of them as Artifact");
        }
        byte[] bytes = source.bytes(ref);
        return json ? source.parse(bytes) : TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Shape.Fields shape() {
        SequencedMap<String, Field> parts = new LinkedHashMap<>();
        parts.put("sha256", required(new Shape.Text(Shape.Format.FREE)));
        parts.put("size", required(new Shape.Whole(Optional.of(BigInteger.ZERO), Optional.empty())));
        parts.put("contentType", required(new Shape.Text(Shape.Format.FREE)));
        SequencedMap<String, Field> field = new LinkedHashMap<>();
        field.put(ArtifactRef.FIELD, required(new Shape.Fields("Artifact", parts)));
        return new Shape.Fields("Artifact", field);
    }

    private static Field required(Shape shape) {
        return new Field(shape, Presence.REQUIRED);
    }
}
