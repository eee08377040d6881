package dev.agentmesh.topics.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The form in which our schemas are kept in the registry: without the hints that only Java's code generator reads. */
public final class SchemaText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JAVA_HINT = "avro.java.string";

    private SchemaText() {}

    /** The schema as JSON on one line; the same schema always gives the same text. */
    public static String of(Schema schema) {
        try {
            return JSON.writeValueAsString(clean(JSON.readTree(schema.toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro printed a schema that is not JSON: " + schema.getFullName(), e);
        }
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(clean(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(entry -> {
                if (!entry.getKey().equals(JAVA_HINT)) {
                    copy.set(entry.getKey(), clean(entry.getValue()));
                }
            });
            return copy.size() == 1 && copy.path("type").isTextual() ? copy.path("type") : copy;
        }
        return node;
    }
}
