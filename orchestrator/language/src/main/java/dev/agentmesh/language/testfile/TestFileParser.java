package dev.agentmesh.language.testfile;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlReader;
import java.util.Optional;

/** Reads test files. Every mistake is reported at once, with its place. Safe for use by several threads. */
public final class TestFileParser {
    private TestFileParser() {}

    /** Reads a file without knowing its workflow: what it says about steps is not looked up. */
    public static ParsedTestFile parse(String source, String fileName) {
        return parse(source, fileName, Optional.empty());
    }

    /** Reads a file for {@code workflow}: it may only speak of steps that the workflow has. */
    public static ParsedTestFile parse(String source, String fileName, Workflow workflow) {
        return parse(source, fileName, Optional.of(new Outline(workflow)));
    }

    private static ParsedTestFile parse(String source, String fileName, Optional<Outline> workflow) {
        var problems = new Problems(new SourceText(fileName, source));
        Optional<YamlNode> root = YamlReader.read(problems);
        Optional<TestFile> file = root.flatMap(node -> new TestFileReader(problems, workflow).read(node));
        return file.isPresent() && problems.isEmpty()
                ? new ParsedTestFile.Valid(file.get())
                : new ParsedTestFile.Invalid(problems.sorted());
    }
}
