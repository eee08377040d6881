package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.shell.Shell;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.FileKind;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a file.
 *
 * @param file as the user named it
 * @param what it is, for people, when nothing is wrong with it
 * @param problems of it, and of the files it cannot be read without
 * @param workflow the one it defines or tests
 */
record CheckedFile(String file, FileKind kind, String what, List<Problem> problems, Optional<Workflow> workflow) {
    CheckedFile {
        problems = List.copyOf(problems);
    }

    /** Reads a file of any kind but {@link FileKind#OTHER}, which nothing is said about when it is one of several. */
    static CheckedFile read(Shell shell, String file, boolean oneOfSeveral, WorkflowParser parser) {
        byte[] bytes = file.equals("-") ? Sources.read(shell, file) : Sources.file(shell, file);
        String source = new String(bytes, StandardCharsets.UTF_8);
        FileKind kind = FileKind.of(source);
        return switch (kind) {
            case TEST -> of(TestedFile.of(shell, file, source));
            case OTHER ->
                oneOfSeveral
                        ? new CheckedFile(file, kind, "", List.of(), Optional.empty())
                        : of(Definition.of(file, source, parser));
            case WORKFLOW, TEAM, FLEET -> of(Definition.of(file, source, parser));
        };
    }

    boolean isSkipped() {
        return kind == FileKind.OTHER && problems.isEmpty() && workflow.isEmpty();
    }

    static CheckedFile of(Definition definition) {
        return new CheckedFile(
                definition.file(),
                FileKind.of(definition.source()),
                definition.workflow().map(workflow -> workflow.ref().toString()).orElse(""),
                definition.problems(),
                definition.workflow());
    }

    static CheckedFile of(TestedFile tested) {
        String what = tested.tests()
                .map(tests -> Counted.of(tests.cases().size(), "case") + " for " + tests.workflow())
                .orElse("");
        return new CheckedFile(tested.file(), FileKind.TEST, what, tested.problems(), tested.workflow());
    }
}
