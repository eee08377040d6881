package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.testfile.ParsedTestFile;
import dev.agentmesh.language.testfile.TestFile;
import dev.agentmesh.language.testfile.TestFileParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A test file with the definitions it is played against.
 *
 * @param others the sub-workflows
 * @param problems of any of the files
 */
record TestedFile(
        String file,
        Optional<TestFile> tests,
        Optional<Workflow> workflow,
        List<Workflow> others,
        List<Problem> problems) {
    TestedFile {
        others = List.copyOf(others);
        problems = List.copyOf(problems);
    }

    static TestedFile of(Shell shell, String file, String source) {
        return switch (TestFileParser.parse(source, file)) {
            case ParsedTestFile.Invalid(List<Problem> problems) ->
                new TestedFile(file, Optional.empty(), Optional.empty(), List.of(), problems);
            case ParsedTestFile.Valid(TestFile tests) -> withDefinitions(shell, file, source, tests);
        };
    }

    private static TestedFile withDefinitions(Shell shell, String file, String source, TestFile tests) {
        List<Problem> problems = new ArrayList<>();
        List<Workflow> others = new ArrayList<>();
        // Which agents there are is no matter of a test: it has its own.
        var parser = new WorkflowParser();
        for (String other : tests.others()) {
            Definition definition = Definition.read(shell, beside(file, other), parser);
            problems.addAll(definition.problems());
            definition.workflow().ifPresent(others::add);
        }
        Definition definition = Definition.read(shell, beside(file, tests.file().orElse("workflow.yaml")), parser);
        problems.addAll(definition.problems());
        Optional<Workflow> workflow = definition.workflow();
        if (workflow.isPresent()
                && TestFileParser.parse(source, file, workflow.get())
                        instanceof ParsedTestFile.Invalid(List<Problem> misfits)) {
            problems.addAll(misfits);
        }
        return new TestedFile(file, Optional.of(tests), workflow, others, problems);
    }

    private static String beside(String file, String other) {
        return Path.of(file).resolveSibling(other).toString();
    }
}
