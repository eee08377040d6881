package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.inprocess.scenario.CasePlayer;
import dev.agentmesh.inprocess.scenario.CaseResult;
import dev.agentmesh.language.definition.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Plays the cases of test files: agents answer by script, waits take no time.",
            "Needs no mesh. A case that is not as expected is exit code 11."
        })
final class WorkflowTestRun implements Callable<Integer> {
    enum Format {
        TABLE,
        JSON,
        JUNIT
    }

    private final Cli cli;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "A test file: test: NAME, cases: [...]; or a folder, or a pattern in quotes like 'flows/**/*.yaml'.",
                "Of several files, those that hold no cases are skipped."
            })
    private List<String> files = List.of();

    @Option(names = "--only", paramLabel = "TEXT", description = "Only cases whose name contains TEXT.")
    private String only = "";

    @Option(names = "--events", description = "Also what happened in the cases that failed, event by event.")
    private boolean events;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json, junit.")
    private Format format = Format.TABLE;

    WorkflowTestRun(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Screen screen = cli.screen();
        List<TestedFile> tested = tested();
        Findings.refuse(
                screen,
                format == Format.TABLE,
                tested.stream().map(CheckedFile::of).toList());
        List<TestReport> reports = tested.stream()
                .map(this::play)
                .filter(report -> !report.results().isEmpty())
                .toList();
        switch (format) {
            case TABLE -> reports.forEach(report -> screen.text(report.text(events)));
            case JSON -> screen.document(TestReport.json(reports));
            case JUNIT -> screen.text(TestReport.junit(reports));
        }
        int cases = reports.stream().mapToInt(report -> report.results().size()).sum();
        long failed = reports.stream()
                .flatMap(report -> report.results().stream())
                .filter(result -> !result.passed())
                .count();
        if (failed > 0) {
            throw new CliException(
                    ExitCode.INVALID,
                    CliErrors.CASES_FAILED,
                    failed + " of " + Counted.of(cases, "case") + " failed" + files(failedIn(reports), reports));
        }
        if (cases == 0) {
            throw CliException.usage("no case has a name with \"" + only + "\" in it", "mesh workflow test FILE");
        }
        if (format == Format.TABLE) {
            screen.note(Counted.of(cases, "case") + " passed"
                    + (reports.size() == 1 ? "" : " in " + Counted.of(reports.size(), "file")));
        }
        return ExitCode.OK.number();
    }

    private static long failedIn(List<TestReport> reports) {
        return reports.stream()
                .filter(report -> report.results().stream().anyMatch(result -> !result.passed()))
                .count();
    }

    private static String files(long failed, List<TestReport> reports) {
        return reports.size() == 1 ? "" : ", in " + failed + " of " + Counted.of(reports.size(), "file");
    }

    private List<TestedFile> tested() {
        DefinitionFiles named = DefinitionFiles.of(cli.shell(), files);
        List<TestedFile> tested = new ArrayList<>();
        for (String file : named.files()) {
            String source = new String(Sources.file(cli.shell(), file), StandardCharsets.UTF_8);
            if (!named.several() || FileKind.of(source) == FileKind.TEST) {
                tested.add(TestedFile.of(cli.shell(), file, source));
            }
        }
        if (tested.isEmpty()) {
            throw CliException.usage("none of the files is a test file", "mesh workflow test FILE");
        }
        return tested;
    }

    private TestReport play(TestedFile tested) {
        var player = new CasePlayer(tested.workflow().orElseThrow(), tested.others());
        List<CaseResult> results = tested.tests().orElseThrow().cases().stream()
                .filter(each -> each.name().contains(only))
                .map(player::play)
                .toList();
        return new TestReport(
                tested.file(), tested.workflow().orElseThrow().ref().toString(), results);
    }
}
