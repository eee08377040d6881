package dev.agentmesh.host.share;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.host.shape.References;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.topics.message.InvalidPayload;
import dev.agentmesh.topics.message.Payload;
import java.io.IOException;

/** Values of authors' types, to and from JSON. */
public final class Values {
    private Values() {}

    /** @throws IllegalArgumentException if the value is not of that type */
    public static <T> T read(JsonNode node, Class<T> type) {
        boolean asItIs = type == Artifact.class || type == Object.class || JsonNode.class.isAssignableFrom(type);
        if (!asItIs && References.of(node).isPresent()) {
            throw new IllegalArgumentException(
                    "the value is kept as an artifact: read it as Artifact and ask task.artifacts() for its bytes");
        }
        try {
            return type.cast(Json.read(node, boxed(type)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected " + type.getSimpleName() + " but found " + shortened(node.toString()), e);
        }
    }

    /** @throws IllegalArgumentException if it cannot be written as JSON, or is larger than a record takes */
    public static Payload payload(Object value) {
        try {
            return Payload.json(Json.write(Json.tree(value)));
        } catch (InvalidPayload e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // a primitive's class object is of the type of its box
    private static <T> Class<T> boxed(Class<T> type) {
        return type.isPrimitive()
                ? (Class<T>) java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }

    /** @throws IllegalArgumentException if the bytes are kept elsewhere or are no JSON */
    public static JsonNode parse(Payload payload) {
        if (!payload.isInline()) {
            throw new IllegalArgumentException(
                    "the value is kept at " + payload.reference().orElse("?"));
        }
        try {
            return Json.parse(payload.bytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
