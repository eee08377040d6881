package dev.agentmesh.language.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Schemas of draft 2020-12 that refer to nothing outside of themselves. */
public final class SchemaText {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final SchemaRegistry REGISTRY = registry();

    private SchemaText() {}

    private static SchemaRegistry registry() {
        var config = SchemaRegistryConfig.builder()
                .regularExpressionFactory(new Re2Patterns())
                .locale(Locale.ROOT)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemaCacheEnabled(false));
    }

    /** Why the schema cannot be used; nothing if it can. */
    public static Optional<String> problem(String schema) {
        try {
            JsonNode node = MAPPER.readTree(schema);
            Optional<String> outside = outside(node);
            if (outside.isPresent()) {
                return outside;
            }
            List<com.networknt.schema.Error> errors =
                    REGISTRY.getSchema(SchemaLocation.of(DRAFT)).validate(node);
            if (!errors.isEmpty()) {
                var error = errors.getFirst();
                return Optional.of(error.getInstanceLocation() + ": " + error.getMessage());
            }
            compile(schema);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(e.getOriginalMessage());
        } catch (SchemaException | Re2Patterns.UnusablePattern e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static Schema compile(String schema) {
        Schema compiled = REGISTRY.getSchema(MAPPER.readTree(schema));
        compiled.initializeValidators();
        return compiled;
    }

    /** A reference that would have to be fetched, or another draft. */
    private static Optional<String> outside(JsonNode node) {
        if (node.isObject()) {
            String draft = node.path("$schema").asString(DRAFT);
            if (!draft.equals(DRAFT) && !draft.equals(DRAFT + "#")) {
                return Optional.of("\"$schema\" must be " + DRAFT);
            }
            for (String keyword : List.of("$ref", "$dynamicRef")) {
                JsonNode reference = node.path(keyword);
                if (reference.isString() && !reference.asString("").startsWith("#")) {
                    return Optional.of("\"" + keyword + "\" may only point into the schema itself, with \"#...\"");
                }
            }
        }
        for (JsonNode child : node) {
            Optional<String> inside = outside(child);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }
}
