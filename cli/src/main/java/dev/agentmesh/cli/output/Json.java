package dev.agentmesh.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.agentmesh.topics.artifact.ArtifactRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** JSON as the commands print it. */
public final class Json {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int SCHEMA_VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** An object that starts with {@code schemaVersion}. */
    public static ObjectNode document() {
        return object().put("schemaVersion", SCHEMA_VERSION);
    }

    /** A document with one list. */
    public static ObjectNode listing(String name, List<ObjectNode> items) {
        ObjectNode document = document();
        document.putArray(name).addAll(items);
        return document;
    }

    /** JSON text as the value it is; text that is no JSON as a string. */
    public static JsonNode value(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            return value == null || value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }

    /** The text as JSON; empty when it is none. */
    public static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** The name of the artifact that the text refers to, if it is such a reference. */
    public static Optional<String> artifact(String text) {
        return parsed(text)
                .filter(node -> node.size() == 1 && node.has(ArtifactRef.FIELD))
                .map(node -> node.path(ArtifactRef.FIELD).path("sha256").asText())
                .filter(name -> !name.isEmpty());
    }

    public static ObjectNode putTime(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresentOrElse(at -> node.put(name, at.toString()), () -> node.putNull(name));
        return node;
    }

    /** On one line. */
    public static String line(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    /** For reading. */
    public static String pretty(JsonNode node) {
        return node.toPrettyString();
    }
}
