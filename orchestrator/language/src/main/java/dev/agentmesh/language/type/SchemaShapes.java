package dev.agentmesh.language.type;

import dev.agentmesh.language.type.KnownFields.Others;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Schemas as shapes. What a schema says in a way that is not understood is taken for anything. For one thread. */
public final class SchemaShapes {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_CHAIN = 20;
    /** Keywords that bring fields which {@code properties} does not list. */
    private static final List<String> FORESEEING =
            List.of("allOf", "anyOf", "oneOf", "if", "patternProperties", "dependentSchemas", "unevaluatedProperties");

    private final Map<String, Shape> known = new HashMap<>();

    /** The shape of what fits a schema; the same text is read once. */
    public Shape of(String schema) {
        return known.computeIfAbsent(schema, SchemaShapes::read);
    }

    private static Shape read(String schema) {
        try {
            JsonNode root = MAPPER.readTree(schema);
            return shape(root, root);
        } catch (JacksonException _) {
            return Shape.ANY;
        }
    }

    private static Shape shape(JsonNode written, JsonNode root) {
        Optional<JsonNode> found = resolved(written, root);
        if (found.isEmpty() || !found.get().isObject()) {
            return Shape.ANY;
        }
        JsonNode node = found.get();
        Optional<Shape> alternatives = alternatives(node, root);
        if (alternatives.isPresent()) {
            return alternatives.get();
        }
        return new Shape(kinds(node), new LazyFields(node, root), item(node, root), choices(node));
    }

    /** Follows references inside of the schema; empty where one leads nowhere or in a ring. */
    private static Optional<JsonNode> resolved(JsonNode written, JsonNode root) {
        JsonNode node = written;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (!node.isObject() || !node.has("$ref")) {
                return Optional.of(node);
            }
            String ref = node.path("$ref").asString("");
            if (!ref.equals("#") && !ref.startsWith("#/")) {
                return Optional.empty();
            }
            node = root.at(ref.substring(1).replace("%24", "$"));
            if (node.isMissingNode()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code anyOf} and {@code oneOf} that stand alone. */
    private static Optional<Shape> alternatives(JsonNode node, JsonNode root) {
        for (String word : List.of("anyOf", "oneOf")) {
            if (node.path(word).isArray()
                    && !node.path(word).isEmpty()
                    && !node.has("type")
                    && !node.has("properties")) {
                return Optional.of(node.path(word)
                        .valueStream()
                        .map(each -> shallow(each, root))
                        .reduce(Shape.NONE, Shape::or));
            }
        }
        return Optional.empty();
    }

    /** An alternative that has alternatives itself is not looked into: it could be itself again. */
    private static Shape shallow(JsonNode written, JsonNode root) {
        return resolved(written, root)
                .filter(node -> !node.has("anyOf") && !node.has("oneOf"))
                .map(node -> shape(node, root))
                .orElse(Shape.ANY);
    }

    private static Set<Kind> kinds(JsonNode node) {
        JsonNode type = node.path("type");
        Stream<String> words = type.isArray()
                ? type.valueStream().map(each -> each.asString(""))
                : type.isString() ? Stream.of(type.stringValue()) : Stream.empty();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        words.forEach(word -> kinds.addAll(kinds(word)));
        if (kinds.isEmpty() && node.path("enum").isArray()) {
            node.path("enum").valueStream().forEach(each -> kinds.addAll(kindOf(each)));
        }
        if (kinds.isEmpty() && node.has("const")) {
            kinds.addAll(kindOf(node.path("const")));
        }
        return kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds;
    }

    private static Set<Kind> kinds(String word) {
        return switch (word) {
            case "boolean" -> EnumSet.of(Kind.BOOL);
            case "integer" -> EnumSet.of(Kind.INT);
            case "number" -> EnumSet.of(Kind.INT, Kind.DOUBLE);
            case "string" -> EnumSet.of(Kind.STRING);
            case "array" -> EnumSet.of(Kind.LIST);
            case "object" -> EnumSet.of(Kind.MAP);
            case "null" -> EnumSet.of(Kind.NULL);
            default -> EnumSet.allOf(Kind.class);
        };
    }

    private static Set<Kind> kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> kinds("boolean");
            case NUMBER -> kinds("number");
            case STRING -> kinds("string");
            case ARRAY -> kinds("array");
            case OBJECT -> kinds("object");
            case NULL -> kinds("null");
            case BINARY, MISSING, POJO -> EnumSet.allOf(Kind.class);
        };
    }

    private static Supplier<Shape> item(JsonNode node, JsonNode root) {
        return node.path("items").isObject() && !node.has("prefixItems") && !node.has("allOf")
                ? () -> shape(node.path("items"), root)
                : () -> Shape.ANY;
    }

    private static Optional<List<String>> choices(JsonNode node) {
        if (node.path("const").isString()) {
            return Optional.of(List.of(node.path("const").stringValue()));
        }
        var texts = new ArrayList<String>();
        for (JsonNode each : node.path("enum")) {
            if (!each.isString()) {
                return Optional.empty();
            }
            texts.add(each.stringValue());
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    /** Fields by a schema, each looked at when it is asked for. */
    private record LazyFields(JsonNode node, JsonNode root) implements Fields {
        @Override
        public Shape member(String name) {
            JsonNode member = node.path("properties").path(name);
            if (!member.isMissingNode()) {
                return shape(member, root);
            }
            JsonNode others = node.path("additionalProperties");
            return others.isObject() && !foresees() ? shape(others, root) : Shape.ANY;
        }

        @Override
        public Optional<List<String>> lacking(String name) {
            return node.path("properties").isObject()
                    ? new KnownFields(members(), others(), Set.of()).lacking(name)
                    : Optional.empty();
        }

        private Map<String, Shape> members() {
            var members = new LinkedHashMap<String, Shape>();
            node.path("properties").propertyNames().forEach(name -> members.put(name, Shape.ANY));
            return members;
        }

        private Others others() {
            JsonNode additional = node.path("additionalProperties");
            if (foresees() || additional.isObject()) {
                return Others.FORESEEN;
            }
            return additional.isBoolean() && !additional.booleanValue() ? Others.NONE : Others.ALLOWED;
        }

        private boolean foresees() {
            return FORESEEING.stream().anyMatch(node::has);
        }

        @Override
        public Set<String> required() {
            var names = new LinkedHashSet<String>();
            node.path("required").forEach(name -> names.add(name.asString("")));
            return names;
        }

        @Override
        public boolean isClosed() {
            return others() == Others.NONE;
        }
    }
}
