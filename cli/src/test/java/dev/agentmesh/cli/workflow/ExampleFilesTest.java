package dev.agentmesh.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One command says that all examples are valid, one that all patterns do what they should. */
class ExampleFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void every_file_of_the_examples_is_valid() throws IOException {
        Invocation seen = run("validate", "examples/**/*.yaml");
        assertThat(seen.err()).isEmpty();
        assertThat(seen.exit()).isZero();
        assertThat(seen.out().lines().map(line -> line.split("  ", 2)[0])).containsExactlyElementsOf(yaml());
        assertThat(seen.out().lines().filter(line -> line.contains("  ok  "))).hasSizeGreaterThan(40);
    }

    @Test
    void every_pattern_passes_its_tests() throws IOException {
        Invocation seen = run("test", "examples/patterns/*");
        assertThat(seen.err()).matches("\\d+ cases passed in \\d+ files\n");
        assertThat(seen.exit()).isZero();
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples/patterns"))) {
            assertThat(folders.filter(Files::isDirectory))
                    .allSatisfy(
                            pattern -> assertThat(seen.out()).contains(pattern.getFileName() + "/workflow.test.yaml"));
        }
        assertThat(seen.out()).contains("  ✓ ").doesNotContain("  ✗ ");
    }

    private static Invocation run(String verb, String files) {
        return new CommandFixture().inside(new TestShell().in(ROOT)).bare("workflow", verb, files);
    }

    private static List<String> yaml() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve("examples"))) {
            return all.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .filter(name -> !name.contains("/target/") && !name.contains("/node_modules/"))
                    .sorted()
                    .toList();
        }
    }
}
