package dev.agentmesh.language.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.cache.BoundedCache;
import dev.agentmesh.language.problem.Codes;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether an input fits a workflow's schema. Schemas are compiled once and kept, within a bound. Safe for use by several
 * threads.
 */
public final class InputCheck {
    private static final int KEPT = 1_000;
    private static final int SHOWN = 60;

    private final BoundedCache<Compiled> schemas = new BoundedCache<>(KEPT);

    private record Compiled(Schema schema, String example) {}

    /**
     * What is wrong with the input, in the order the schema found it; empty if it fits.
     *
     * @param schema text for which {@link SchemaText#problem} has nothing to say
     */
    public List<InputMisfit> check(String schema, Payload input) {
        Compiled compiled = compiled(schema);
        JsonNode node;
        try {
            node = SchemaText.MAPPER.readTree(input.bytes());
        } catch (JacksonException e) {
            return List.of(misfit("", "one JSON document", e.getOriginalMessage(), compiled));
        }
        return compiled.schema.validate(node).stream()
                .map(error -> misfit(error, compiled))
                .distinct()
                .toList();
    }

    private Compiled compiled(String schema) {
        Optional<Compiled> known = schemas.find(schema);
        if (known.isPresent()) {
            return known.get();
        }
        var compiled = new Compiled(
                SchemaText.compile(schema),
                Examples.of(SchemaText.MAPPER.readTree(schema)).toString());
        schemas.put(schema, compiled);
        return compiled;
    }

    private static InputMisfit misfit(Error error, Compiled compiled) {
        String path = error.getInstanceLocation().toString();
        JsonNode rule = error.getSchemaNode();
        String actual = described(error.getInstanceNode());
        return switch (error.getKeyword()) {
            case "required" -> misfit(path + "/" + error.getProperty(), "there", "missing", compiled);
            case "type" -> misfit(path, rule.isArray() ? "one of " + rule : rule.asString(""), actual, compiled);
            case "enum" -> misfit(path, "one of " + rule, actual, compiled);
            case "const" -> misfit(path, rule.toString(), actual, compiled);
            case "additionalProperties", "unevaluatedProperties" ->
                misfit(path + "/" + error.getProperty(), "left out", "there", compiled);
            case null, default -> misfit(path, "as the schema says (" + error.getMessage() + ")", actual, compiled);
        };
    }

    private static InputMisfit misfit(String path, String expected, String actual, Compiled compiled) {
        return new InputMisfit(Codes.INPUT_DOES_NOT_FIT, path, expected, actual, compiled.example);
    }

    private static String described(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "an array of " + node.size();
        }
        String text = node.toString();
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
        return (node.isString() ? "string " : node.isNumber() ? "number " : "") + shown;
    }
}
