package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = {
            "Says everything that is wrong with workflows and their test files.",
            "Needs no mesh; agents are taken for granted."
        })
final class WorkflowValidate implements Callable<Integer> {
    private final Cli cli;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON; - is standard input.")
    private List<String> files = List.of();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    WorkflowValidate(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Screen screen = cli.screen();
        List<CheckedFile> checked = files.stream()
                .map(file -> CheckedFile.read(cli.shell(), file, Optional.empty()))
                .toList();
        if (format == Format.JSON) {
            screen.document(
                    Json.listing("files", checked.stream().map(Findings::json).toList()));
        } else {
            checked.stream()
                    .filter(file -> file.problems().isEmpty())
                    .forEach(file -> screen.text(file.file() + "  ok  " + file.what()));
        }
        Findings.refuse(screen, format == Format.TABLE, checked);
        return ExitCode.OK.number();
    }
}
