package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of reading: what is printed is read again, and whatever is read is answered. */
class WorkflowProperties {
    private final WorkflowParser parser = new WorkflowParser();
    private final List<String> seeds = seeds();

    @Property(tries = 500)
    void a_printed_tree_is_read_as_the_same_tree(@ForAll long seed) {
        var random = new Random(seed);
        List<Step> steps = new RandomWorkflow(random).sequence(3);
        String source = new YamlPrinter(random).print(steps);

        ParsedWorkflow parsed = parser.parse(source, "random.yaml");

        assertThat(parsed)
                .as(() -> source + (parsed instanceof ParsedWorkflow.Invalid invalid ? invalid.render() : ""))
                .isInstanceOf(ParsedWorkflow.Valid.class);
        assertThat(((ParsedWorkflow.Valid) parsed).workflow().steps())
                .as(source)
                .isEqualTo(steps);
    }

    @Property(tries = 1_500)
    void a_damaged_file_is_answered_with_problems_or_a_tree(@ForAll long seed) {
        var random = new Random(seed);
        String source = Damage.of(seeds.get(random.nextInt(seeds.size())), random);

        answers(source);
    }

    @Property(tries = 300)
    void any_bytes_are_answered(@ForAll byte[] bytes) {
        answers(new String(bytes, StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void any_text_is_answered(@ForAll String text) {
        answers(text);
    }

    private void answers(String source) {
        switch (parser.parse(source, "damaged.yaml")) {
            case ParsedWorkflow.Valid(var workflow) ->
                assertThat(workflow.steps()).isNotEmpty();
            case ParsedWorkflow.Invalid invalid -> {
                assertThat(invalid.problems()).hasSizeBetween(1, Problems.MOST);
                assertThat(invalid.problems()).allSatisfy(problem -> isTold(problem, source));
                assertThat(invalid.render()).startsWith("error MESH-2");
            }
        }
    }

    private static void isTold(Problem problem, String source) {
        assertThat(problem.line()).isBetween(1, source.length() + 1);
        assertThat(problem.column()).isPositive();
        assertThat(problem.caret()).isNotNegative();
        assertThat(problem.caretLength()).isPositive();
        assertThat(problem.excerpt()).hasSizeLessThan(2_000).doesNotContain("\n");
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.fix()).isNotBlank();
    }

    private static List<String> seeds() {
        var texts = new ArrayList<String>();
        for (String folder : List.of("workflows", "problems")) {
            try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    texts.add(Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
