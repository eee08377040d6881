package dev.agentmesh.language.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.agentmesh.language.pattern.LinearPattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * What is wrong with a schema.
     *
     * @param pointer JSON Pointer into it, empty for the whole
     */
    public record Unusable(String pointer, String message) {}

    /** Why the schema cannot be used; nothing if it can. */
    public static Optional<Unusable> problem(String schema) {
        try {
            JsonNode node = MAPPER.readTree(schema);
            Optional<Unusable> outside = outside(node, "");
            if (outside.isPresent()) {
                return outside;
            }
            List<com.networknt.schema.Error> errors =
                    REGISTRY.getSchema(SchemaLocation.of(DRAFT)).validate(node);
            if (!errors.isEmpty()) {
                var error = errors.getFirst();
                return Optional.of(new Unusable(error.getInstanceLocation().toString(), error.getMessage()));
            }
            compile(schema);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(new Unusable("", e.getOriginalMessage()));
        } catch (SchemaException | LinearPattern.Unusable e) {
            return Optional.of(new Unusable("", reason(e)));
        }
    }

    static Schema compile(String schema) {
        Schema compiled = REGISTRY.getSchema(MAPPER.readTree(schema));
        compiled.initializeValidators();
        return compiled;
    }

    private static String reason(RuntimeException e) {
        return String.valueOf(
                e.getCause() instanceof LinearPattern.Unusable pattern ? pattern.getMessage() : e.getMessage());
    }

    /** A reference that would have to be fetched, or another draft. */
    private static Optional<Unusable> outside(JsonNode node, String pointer) {
        if (node.isObject()) {
            String draft = node.path("$schema").asString(DRAFT);
            if (!draft.equals(DRAFT) && !draft.equals(DRAFT + "#")) {
                return Optional.of(new Unusable(pointer + "/$schema", "\"$schema\" must be " + DRAFT));
            }
            for (String keyword : List.of("$ref", "$dynamicRef")) {
                JsonNode reference = node.path(keyword);
                if (reference.isString() && !reference.asString("").startsWith("#")) {
                    return Optional.of(new Unusable(
                            pointer + "/" + keyword,
                            "\"" + keyword + "\" may only point into the schema itself, with \"#...\""));
                }
            }
        }
        return inside(node, pointer);
    }

    private static Optional<Unusable> inside(JsonNode node, String pointer) {
        Stream<Optional<Unusable>> found = node.isObject()
                ? node.propertyStream().map(field -> outside(field.getValue(), pointer + "/" + escaped(field.getKey())))
                : IntStream.range(0, node.size()).mapToObj(i -> outside(node.get(i), pointer + "/" + i));
        return found.flatMap(Optional::stream).findFirst();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
