package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.schema.InputCheck;
import dev.agentmesh.language.schema.SchemaText;
import dev.agentmesh.language.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says the same as the parser. */
class EditorSchemaTest {
    private static final Path EXAMPLES = Path.of("../../examples");

    private final String schema = EditorSchema.text();
    private final InputCheck check = new InputCheck();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> own = Files.walk(Path.of("src/test/resources/workflows"));
                Stream<Path> examples = Files.walk(EXAMPLES)) {
            List<Path> all = Stream.concat(own, examples.filter(path -> path.endsWith("workflow.yaml")))
                    .filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            return all.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_example_parses_and_fits(Path file) throws IOException {
        String source = Files.readString(file);

        Parsing.valid(source);

        assertThat(check.check(schema, json(source))).isEmpty();
    }

    @Test
    void the_schema_is_usable() {
        assertThat(SchemaText.problem(schema)).isEmpty();
    }

    @Test
    void it_knows_the_words_of_the_grammar_and_no_others() {
        Set<String> words = new TreeSet<>(StepReader.VERBS);
        words.addAll(StepReader.MODIFIERS);

        assertThat(new TreeSet<>(new JsonMapper()
                        .readTree(schema)
                        .at("/$defs/step/properties")
                        .propertyNames()))
                .isEqualTo(words);
    }

    @Test
    void random_definitions_fit() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            String source = new YamlPrinter(random).print(new RandomWorkflow(random).sequence(2));
            assertThat(check.check(schema, json(source))).as(source).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step-no-verb",
                "step-two-verbs",
                "step-unknown-key",
                "header-unknown-key",
                "header-missing",
                "range-width",
                "range-retry",
                "range-timeout",
                "parallel-shapes",
                "map-shapes",
                "switch-shapes",
                "loop-shapes",
                "graph-shapes",
                "chat-shapes",
                "handoff-shapes",
                "debate-shapes",
                "vote-shapes",
                "fail-shapes"
            })
    void what_the_parser_refuses_for_its_shape_does_not_fit(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/resources/problems", name + ".yaml"));

        assertThat(check.check(schema, json(source))).isNotEmpty();
    }

    private static Payload json(String source) {
        var problems = new Problems(new SourceText("w.yaml", source));
        return Payload.json(JsonText.of(YamlReader.read(problems).orElseThrow(), new Reading(problems)));
    }
}
