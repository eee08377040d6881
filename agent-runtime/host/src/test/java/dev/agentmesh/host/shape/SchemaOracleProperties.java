package dev.agentmesh.host.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Our check and our published schema must say the same; an independent validator of JSON Schema 2020-12 is the judge. */
final class SchemaOracleProperties {
    private static final JsonSchemaFactory JUDGES = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    enum Color {
        RED,
        GREEN
    }

    record Leaf(String name, Optional<Integer> count) {}

    record Branch(List<Leaf> leaves, Map<String, Color> colors, Optional<Branch> next) {}

    private static final List<Type> TYPES = List.of(
            String.class,
            int.class,
            long.class,
            double.class,
            boolean.class,
            Color.class,
            Leaf.class,
            Branch.class,
            Object.class,
            void.class,
            String[].class,
            char.class);

    @Property(tries = 3000)
    void our_verdict_is_the_verdict_of_the_published_schema(
            @ForAll("types") Type type, @ForAll("values") JsonNode value) throws Exception {
        assertSameVerdict(ShapeReader.read(type), value);
    }

    @Property(tries = 1000)
    void a_value_in_a_one_field_object_is_judged_alike(@ForAll("values") JsonNode value) throws Exception {
        Schema plain = ShapeReader.read(String.class);
        assertSameVerdict(new Schema(new Shape.Wrappable("name", plain.root()), plain.definitions()), value);
        assertSameVerdict(new Schema(new Shape.Wrappable("", plain.root()), plain.definitions()), value);
    }

    private static void assertSameVerdict(Schema schema, JsonNode value) throws IOException {
        String text = SchemaWriter.write(schema);
        boolean judge = JUDGES.getSchema(text)
                .validate(JSON.readTree(JSON.writeValueAsBytes(value)))
                .isEmpty();

        List<Violation> violations = new ShapeCheck(schema).violations(value);

        assertThat(violations.isEmpty())
                .as("%s against %s: %s", value, text, violations)
                .isEqualTo(judge);
    }

    @Provide
    Arbitrary<Type> types() {
        return Arbitraries.of(TYPES);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return Arbitraries.randomValue(random -> value(random, 3));
    }

    /** Biased towards what the types ask for, or everything would be refused at the first look. */
    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 6)) {
            case 0, 1 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 2 -> array(random, depth);
            case 3 -> leaf(random, depth);
            case 4 -> branch(random, depth);
            default -> {
                ObjectNode node = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    node.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
                }
                yield node;
            }
        };
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(value(random, depth - 1));
        }
        return array;
    }

    private static ObjectNode leaf(Random random, int depth) {
        ObjectNode leaf = NODES.objectNode().put("name", "x");
        if (random.nextBoolean()) {
            leaf.set("count", value(random, random.nextBoolean() ? 0 : depth - 1));
        }
        return leaf;
    }

    private static ObjectNode branch(Random random, int depth) {
        ObjectNode branch = NODES.objectNode();
        ArrayNode leaves = branch.putArray("leaves");
        for (int i = random.nextInt(3); i > 0; i--) {
            leaves.add(leaf(random, depth));
        }
        branch.putObject("colors").put("sky", random.nextInt(3) == 0 ? "BLUE" : "RED");
        if (random.nextInt(3) == 0) {
            branch.set("next", random.nextBoolean() || depth == 0 ? NODES.nullNode() : branch(random, depth - 1));
        }
        return branch;
    }

    private static final List<String> NAMES = List.of("name", "count", "leaves", "colors", "next", "other");
    private static final List<JsonNode> SCALARS = List.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.textNode("RED"),
            NODES.textNode("a"),
            NODES.textNode("long text"),
            NODES.numberNode(1),
            NODES.numberNode(1.0),
            NODES.numberNode(1.5),
            NODES.numberNode(-3_000_000_000L),
            NODES.numberNode(5e12));
}
