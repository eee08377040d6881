package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.language.definition.MissingAgents;
import dev.agentmesh.language.definition.WorkflowParser;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = {
            "Says everything that is wrong with workflows, teams and test files.",
            "Needs no mesh: agents are taken for granted, unless --agents asks for those of a mesh."
        })
final class WorkflowValidate implements Callable<Integer> {
    private final Cli cli;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "YAML or JSON, a folder, or a pattern in quotes like 'flows/**/*.yaml'; - is standard input.",
                "Of several files, those that are something else are skipped."
            })
    private List<String> files = List.of();

    @Option(
            names = "--agents",
            description = "Also against the agents of a mesh: their names, skills and the schemas they declare.")
    private boolean agents;

    @Option(
            names = "--allow-missing",
            description = "With --agents: an agent that has not announced itself yet is taken for granted.")
    private boolean allowMissing;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    WorkflowValidate(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Screen screen = cli.screen();
        DefinitionFiles named = DefinitionFiles.of(cli.shell(), files);
        WorkflowParser parser = parser();
        List<CheckedFile> checked = named.files().stream()
                .map(file -> CheckedFile.read(cli.shell(), file, named.several(), parser))
                .toList();
        if (format == Format.JSON) {
            screen.document(
                    Json.listing("files", checked.stream().map(Findings::json).toList()));
        } else {
            checked.stream()
                    .filter(file -> file.problems().isEmpty())
                    .forEach(file -> screen.text(file.file()
                            + (file.isSkipped() ? "  skipped  none of our files" : "  ok  " + file.what())));
        }
        Findings.refuse(screen, format == Format.TABLE, checked);
        if (checked.stream().allMatch(CheckedFile::isSkipped)) {
            throw CliException.usage(
                    "none of the files is a workflow, a team or a test file", "mesh workflow validate FILE");
        }
        return ExitCode.OK.number();
    }

    private WorkflowParser parser() {
        if (!agents) {
            return new WorkflowParser();
        }
        try (var mesh = cli.open(connection)) {
            return KnownAgents.of(mesh.agents().announcements())
                    .parser(allowMissing ? MissingAgents.ALLOWED : MissingAgents.REFUSED);
        }
    }
}
