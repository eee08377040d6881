package dev.agentmesh.host.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.host.shape.Shape.Field;
import dev.agentmesh.host.shape.Shape.Presence;
import java.util.Map;

/** Writes a schema as JSON Schema 2020-12, the same text every time for the same type. */
public final class SchemaWriter {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SchemaWriter() {}

    public static String write(Schema schema) {
        ObjectNode document = NODES.objectNode().put("$schema", DIALECT);
        document.setAll(node(schema.root()));
        if (!schema.definitions().isEmpty()) {
            ObjectNode definitions = document.putObject("$defs");
            schema.definitions().forEach((name, fields) -> definitions.set(name, node(fields)));
        }
        return document.toString();
    }

    private static ObjectNode node(Shape shape) {
        return switch (shape) {
            case Shape.Anything _ -> NODES.objectNode();
            case Shape.Nothing _ -> typed("null");
            case Shape.Truth _ -> typed("boolean");
            case Shape.Text(Shape.Format format) -> text(format);
            case Shape.Whole whole -> {
                ObjectNode node = typed("integer");
                whole.least().ifPresent(least -> node.put("minimum", least));
                whole.most().ifPresent(most -> node.put("maximum", most));
                yield node;
            }
            case Shape.Decimal _ -> typed("number");
            case Shape.Choice choice -> {
                ObjectNode node = typed("string");
                choice.words().forEach(node.putArray("enum")::add);
                yield node;
            }
            case Shape.Array(Shape item) -> typed("array").set("items", node(item));
            case Shape.Dictionary(Shape value) -> typed("object").set("additionalProperties", node(value));
            case Shape.Fields fields -> fields(fields);
            case Shape.Nullable(Shape value) -> {
                ObjectNode node = NODES.objectNode();
                node.putArray("anyOf").add(node(value)).add(typed("null"));
                yield node;
            }
            case Shape.Reference(String definition) -> NODES.objectNode().put("$ref", "#/$defs/" + definition);
            case Shape.Wrappable wrappable -> wrappable(wrappable);
        };
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode text(Shape.Format format) {
        ObjectNode node = typed("string");
        if (!format.schemaWord().isEmpty()) {
            node.put("format", format.schemaWord());
        }
        if (format == Shape.Format.CHARACTER) {
            node.put("minLength", 1).put("maxLength", 1);
        }
        if (format == Shape.Format.BASE64) {
            node.put("contentEncoding", "base64");
        }
        return node;
    }

    private static ObjectNode fields(Shape.Fields shape) {
        ObjectNode node = typed("object").put("title", shape.name());
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (Map.Entry<String, Field> field : shape.fields().entrySet()) {
            properties.set(field.getKey(), node(field.getValue().shape()));
            if (field.getValue().presence() == Presence.REQUIRED) {
                required.add(field.getKey());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        return node;
    }

    private static ObjectNode wrappable(Shape.Wrappable shape) {
        ObjectNode wrapped = typed("object").put("minProperties", 1).put("maxProperties", 1);
        if (shape.field().isEmpty()) {
            wrapped.set("additionalProperties", node(shape.value()));
        } else {
            wrapped.putObject("properties").set(shape.field(), node(shape.value()));
            wrapped.putArray("required").add(shape.field());
        }
        ObjectNode node = NODES.objectNode();
        node.putArray("anyOf").add(node(shape.value())).add(wrapped);
        return node;
    }
}
