package dev.agentmesh.cli.pattern;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.testfile.ParsedTestFile;
import dev.agentmesh.language.testfile.TestCase;
import dev.agentmesh.language.testfile.TestFile;
import dev.agentmesh.language.testfile.TestFileParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example pattern with its cases.
 *
 * @param files the definition's, and those of the sub-workflows it starts before it
 */
record PatternFolder(String name, List<Path> files, Workflow workflow, List<Workflow> others, List<TestCase> cases) {
    private static final Path PATTERNS = Path.of("..", "examples", "patterns");

    /** All that have cases, by name. */
    static List<PatternFolder> all() {
        try (Stream<Path> folders = Files.list(PATTERNS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("workflow.test.yaml")))
                    .sorted()
                    .map(PatternFolder::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PatternFolder of(Path folder) {
        Path file = folder.resolve("workflow.yaml");
        Workflow workflow = workflow(file);
        Path tests = folder.resolve("workflow.test.yaml");
        TestFile cases = switch (TestFileParser.parse(read(tests), tests.toString(), workflow)) {
            case ParsedTestFile.Valid(TestFile valid) -> valid;
            case ParsedTestFile.Invalid invalid ->
                throw new AssertionError(
                        invalid.problems().stream().map(Problem::render).collect(Collectors.joining("\n")));
        };
        List<Path> others = cases.others().stream().map(folder::resolve).toList();
        return new PatternFolder(
                folder.getFileName().toString(),
                Stream.concat(others.stream(), Stream.of(file)).toList(),
                workflow,
                others.stream().map(PatternFolder::workflow).toList(),
                cases.cases());
    }

    /** The run that plays a case: from it an agent knows what to say. */
    String runId(int at) {
        return name + "-" + at;
    }

    /** The skills of each agent that a case has a script for; the empty one is for tasks that name none. */
    SortedMap<String, SortedSet<String>> skills() {
        SortedMap<String, SortedSet<String>> skills = new TreeMap<>();
        for (TestCase each : cases) {
            for (String agent : each.agents().keySet()) {
                int slash = agent.indexOf('/');
                skills.computeIfAbsent(slash < 0 ? agent : agent.substring(0, slash), _ -> new TreeSet<>())
                        .add(slash < 0 ? "" : agent.substring(slash + 1));
            }
        }
        return skills;
    }

    private static Workflow workflow(Path file) {
        return switch (new WorkflowParser().parse(read(file), file.toString())) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(invalid.render());
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
