package dev.agentmesh.inprocess;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.testfile.ParsedTestFile;
import dev.agentmesh.language.testfile.TestFile;
import dev.agentmesh.language.testfile.TestFileParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The example patterns, read. */
public final class Examples {
    private static final Path FOLDER = Path.of("..", "..", "examples", "patterns");

    private Examples() {}

    /** The folders, by name. */
    public static List<Path> patterns() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("workflow.yaml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With those that are more than a pattern and have cases. */
    public static List<Path> all() {
        return Stream.concat(patterns().stream(), Stream.of(FOLDER.resolveSibling("triage")))
                .toList();
    }

    public static Workflow workflow(Path file) {
        return switch (new WorkflowParser().parse(read(file), file.toString())) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(invalid.render());
        };
    }

    public static TestFile tests(Path file, Workflow workflow) {
        return switch (TestFileParser.parse(read(file), file.toString(), workflow)) {
            case ParsedTestFile.Valid(TestFile tests) -> tests;
            case ParsedTestFile.Invalid invalid ->
                throw new AssertionError(
                        invalid.problems().stream().map(Problem::render).collect(Collectors.joining("\n")));
        };
    }

    /** The sub-workflows a test file names. */
    public static List<Workflow> others(Path folder, TestFile file) {
        return file.others().stream()
                .map(name -> workflow(folder.resolve(name)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
