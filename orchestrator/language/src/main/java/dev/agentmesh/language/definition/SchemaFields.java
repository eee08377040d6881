package dev.agentmesh.language.definition;

import dev.agentmesh.language.expression.Reference.Member;
import dev.agentmesh.language.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks a path up in a JSON Schema's plain {@code properties}. Says no only where it is sure: the schema forbids other
 * fields, or the name is a slip of one it has. Anything it does not understand passes.
 */
final class SchemaFields {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    record Unknown(Member member, List<String> known) {}

    private SchemaFields() {}

    static Optional<Unknown> firstUnknown(String schema, List<Member> path) {
        JsonNode node;
        try {
            node = MAPPER.readTree(schema);
        } catch (JacksonException _) {
            return Optional.empty();
        }
        for (Member member : path) {
            JsonNode properties = node.path("properties");
            if (!properties.isObject() || isOpenEnded(node)) {
                return Optional.empty();
            }
            if (!properties.has(member.name())) {
                return unknown(node, properties, member);
            }
            node = properties.path(member.name());
        }
        return Optional.empty();
    }

    /** Keywords that may add fields which {@code properties} does not list. */
    private static boolean isOpenEnded(JsonNode node) {
        return node.has("$ref")
                || node.has("allOf")
                || node.has("anyOf")
                || node.has("oneOf")
                || node.has("if")
                || node.has("patternProperties");
    }

    private static Optional<Unknown> unknown(JsonNode node, JsonNode properties, Member member) {
        var known = new ArrayList<>(properties.propertyNames());
        JsonNode additional = node.path("additionalProperties");
        boolean closed = additional.isBoolean() && !additional.booleanValue();
        boolean slip =
                !additional.isObject() && Nearest.to(member.name(), known).isPresent();
        return closed || slip ? Optional.of(new Unknown(member, known)) : Optional.empty();
    }
}
