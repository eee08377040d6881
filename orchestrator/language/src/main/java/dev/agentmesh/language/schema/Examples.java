package dev.agentmesh.language.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value that fits a schema, as far as its plain keywords say: for messages, not for tests. */
final class Examples {
    private static final int MAX_DEPTH = 6;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Examples() {}

    static JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private static JsonNode of(JsonNode schema, int depth) {
        for (String given : List.of("const", "default")) {
            if (schema.has(given)) {
                return schema.get(given);
            }
        }
        for (String given : List.of("examples", "enum")) {
            if (schema.path(given).isArray() && !schema.get(given).isEmpty()) {
                return schema.get(given).get(0);
            }
        }
        JsonNode type = schema.path("type").isArray() ? schema.get("type").path(0) : schema.path("type");
        return switch (type.asString(schema.has("properties") ? "object" : "")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> NODES.stringNode("text");
            case "integer" -> NODES.numberNode(schema.path("minimum").asInt(1));
            case "number" -> NODES.numberNode(schema.path("minimum").asDouble(1.5));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.objectNode();
        };
    }

    private static JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        if (depth == MAX_DEPTH) {
            return object;
        }
        for (JsonNode name : schema.path("required")) {
            object.set(name.asString(""), of(schema.path("properties").path(name.asString("")), depth + 1));
        }
        return object;
    }

    private static JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        boolean mayBeEmpty = schema.path("minItems").asInt(0) == 0 && !schema.has("items");
        return depth == MAX_DEPTH || mayBeEmpty ? array : array.add(of(schema.path("items"), depth + 1));
    }
}
