package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.FileKind;
import dev.agentmesh.language.problem.Problem;
import java.util.List;
import java.util.Locale;

/** What is wrong with some files, shown. */
final class Findings {
    private Findings() {}

    static ObjectNode json(CheckedFile definition) {
        ObjectNode json = Json.object()
                .put("file", definition.file())
                .put("kind", definition.kind().name().toLowerCase(Locale.ROOT))
                .put("valid", definition.problems().isEmpty());
        definition
                .workflow()
                .ifPresent(workflow -> json.put("workflow", workflow.ref().name())
                        .put("version", workflow.ref().version())
                        .put("hash", workflow.ref().hash()));
        json.putArray("problems")
                .addAll(definition.problems().stream().map(Findings::json).toList());
        return json;
    }

    /** @throws CliException when there is anything wrong */
    static void refuse(Screen screen, boolean forPeople, List<CheckedFile> definitions) {
        List<CheckedFile> invalid = definitions.stream()
                .filter(definition -> !definition.problems().isEmpty())
                .toList();
        if (invalid.isEmpty()) {
            Rings.refuse(defined(definitions), List.of());
            return;
        }
        if (forPeople) {
            invalid.forEach(definition -> definition.problems().forEach(problem -> screen.note(problem.render())));
        }
        int problems = invalid.stream().mapToInt(d -> d.problems().size()).sum();
        throw CliException.of(
                ExitCode.INVALID,
                CliErrors.INVALID_WORKFLOW,
                Counted.of(problems, "problem") + " in "
                        + (invalid.size() == 1 ? invalid.getFirst().file() : Counted.of(invalid.size(), "file")),
                "each is shown with its place and its own fix",
                "mend them, then: mesh workflow validate "
                        + String.join(
                                " ", invalid.stream().map(CheckedFile::file).toList()));
    }

    private static List<Workflow> defined(List<CheckedFile> files) {
        return files.stream()
                .filter(file -> file.kind() != FileKind.TEST)
                .flatMap(file -> file.workflow().stream())
                .toList();
    }

    private static ObjectNode json(Problem problem) {
        return Json.object()
                .put("code", problem.code())
                .put("message", problem.message())
                .put("line", problem.line())
                .put("column", problem.column())
                .put("suggestion", problem.suggestion().orElse(null))
                .put("cause", problem.cause().orElse(null))
                .put("fix", problem.fix());
    }
}
