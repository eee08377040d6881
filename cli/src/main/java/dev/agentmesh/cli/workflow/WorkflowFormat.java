package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.language.definition.FileKind;
import dev.agentmesh.language.format.Formatter;
import dev.agentmesh.language.format.Formatter.Formatted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fmt",
        description = {
            "Gives files their one layout and expressions the quotes YAML needs.",
            "Comments, the order of keys and all values stay. With - it writes to standard output."
        })
final class WorkflowFormat implements Callable<Integer> {
    private final Cli cli;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Workflows, teams, test files; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--check", description = "Changes nothing; exit code 11 when a file is not formatted.")
    private boolean check;

    WorkflowFormat(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Screen screen = cli.screen();
        Map<String, String> changed = new LinkedHashMap<>();
        List<CheckedFile> unreadable = new ArrayList<>();
        for (String file : files) {
            byte[] bytes = file.equals("-") ? Sources.read(cli.shell(), file) : Sources.file(cli.shell(), file);
            String source = new String(bytes, StandardCharsets.UTF_8);
            switch (Formatter.format(source, file)) {
                case Formatted.Done(String text) -> {
                    if (file.equals("-") && !check) {
                        screen.text(text.stripTrailing());
                    } else if (!text.equals(source)) {
                        changed.put(file, text);
                    }
                }
                case Formatted.Unreadable(var problems) ->
                    unreadable.add(new CheckedFile(file, FileKind.WORKFLOW, "", problems, Optional.empty()));
            }
        }
        Findings.refuse(screen, true, unreadable);
        if (!check) {
            changed.forEach(this::write);
        }
        changed.keySet().forEach(screen::text);
        if (check && !changed.isEmpty()) {
            throw CliException.of(
                    ExitCode.INVALID,
                    CliErrors.NOT_FORMATTED,
                    Counted.of(changed.size(), "file") + (changed.size() == 1 ? " is" : " are") + " not formatted",
                    CliErrors.NOT_FORMATTED.cause(),
                    "mesh workflow fmt " + String.join(" ", changed.keySet()));
        }
        return ExitCode.OK.number();
    }

    private void write(String file, String text) {
        try {
            Files.writeString(Sources.path(cli.shell(), file), text);
        } catch (IOException e) {
            throw CliException.of(
                    ExitCode.NOT_FOUND,
                    CliErrors.FILE,
                    "cannot write " + file,
                    String.valueOf(e.getMessage()),
                    "see that this user may write there");
        }
    }
}
