package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.format.Formatter;
import dev.agentmesh.language.format.Formatter.Formatted;
import dev.agentmesh.language.writer.WorkflowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of writing: YAML to tree to YAML to tree is the tree, and the formatter changes nothing but the looks. */
class WriterProperties {
    private final WorkflowParser parser = new WorkflowParser();

    private Workflow read(String source) {
        return switch (parser.parse(source, "w.yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(source + invalid.render());
        };
    }

    /** All but the hash, which is the text's. */
    private static Workflow withoutHash(Workflow workflow) {
        WorkflowRef ref = new WorkflowRef(workflow.ref().name(), workflow.ref().version(), "");
        return new Workflow(
                ref,
                workflow.about(),
                workflow.title(),
                workflow.inputSchema(),
                workflow.output(),
                workflow.timeLimit(),
                workflow.steps());
    }

    private void isWrittenAndReadAgain(Workflow workflow) {
        String written = WorkflowWriter.yaml(workflow);
        assertThat(withoutHash(read(written))).as(written).isEqualTo(withoutHash(workflow));
        assertThat(WorkflowWriter.yaml(read(written))).isEqualTo(written);
        assertThat(Formatter.format(written, "w.yaml")).isEqualTo(new Formatted.Done(written));
    }

    @Property(tries = 300)
    void a_tree_is_written_and_read_as_the_same_tree(@ForAll long seed) {
        var random = new Random(seed);
        List<Step> steps = new RandomWorkflow(random).sequence(3);
        isWrittenAndReadAgain(new Workflow(
                new WorkflowRef("random", random.nextBoolean() ? "1" : "2.0", ""),
                random.nextBoolean() ? "" : "What: it # does",
                random.nextBoolean() ? Optional.empty() : Optional.of(new Template("\"no: ${input.a}\"")),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1 + random.nextInt(100_000)),
                steps));
    }

    @Property(tries = 500)
    void any_text_survives_in_a_template(@ForAll String text) {
        String quoted = JsonText.quoted(text.replace("${", "$ {"));
        String source = "mesh: v1\nworkflow: w\nsteps:\n  - id: a\n    agent: a\n    with: " + quoted + "\n";
        if (parser.parse(source, "w.yaml") instanceof ParsedWorkflow.Valid(Workflow workflow)) {
            isWrittenAndReadAgain(workflow);
        }
    }

    @Example
    void every_file_we_have_is_written_and_read_as_the_same_tree() throws IOException {
        int read = 0;
        for (Path file : files()) {
            if (parser.parse(Files.readString(file), file.toString())
                    instanceof ParsedWorkflow.Valid(Workflow workflow)) {
                isWrittenAndReadAgain(workflow);
                read++;
            }
        }
        assertThat(read).isGreaterThan(6);
    }

    @Example
    void formatting_any_file_we_have_changes_no_tree_and_is_done_once() throws IOException {
        for (Path file : files()) {
            String source = Files.readString(file);
            if (Formatter.format(source, "w.yaml") instanceof Formatted.Done(String once)) {
                assertThat(Formatter.format(once, "w.yaml")).as(once).isEqualTo(new Formatted.Done(once));
                if (parser.parse(source, "w.yaml") instanceof ParsedWorkflow.Valid(Workflow workflow)) {
                    assertThat(withoutHash(read(once))).as(once).isEqualTo(withoutHash(workflow));
                }
            }
        }
    }

    @Property(tries = 150)
    void formatting_a_random_file_changes_no_tree(@ForAll long seed) {
        var random = new Random(seed);
        String source = new YamlPrinter(random).print(new RandomWorkflow(random).sequence(3));
        var formatted = (Formatted.Done) Formatter.format(source, "w.yaml");
        assertThat(read(formatted.text()).steps())
                .as(source)
                .isEqualTo(read(source).steps());
        assertThat(Formatter.format(formatted.text(), "w.yaml")).isEqualTo(formatted);
    }

    @Property(tries = 300)
    void formatting_a_damaged_file_never_breaks(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        List<Path> files = files();
        String source = Damage.of(Files.readString(files.get(random.nextInt(files.size()))), random);
        switch (Formatter.format(source, "w.yaml")) {
            case Formatted.Done(String text) ->
                assertThat(Formatter.format(text, "w.yaml")).as(source).isEqualTo(new Formatted.Done(text));
            case Formatted.Unreadable(var problems) -> assertThat(problems).isNotEmpty();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> own = Files.walk(Path.of("src/test/resources"));
                Stream<Path> examples = Files.walk(Path.of("../../examples"))) {
            return Stream.concat(own, examples.filter(path -> !path.toString().contains("target")))
                    .filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
